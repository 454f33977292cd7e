"""Tokens for programs: a person who has signed in asks for one; it speaks for that person for one hour."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest
from ninja.security import HttpBearer

from tongban.documents.vocabulary import Material
from tongban.kernel.refusal import Refusal, Refused

TOKEN_SECONDS = 3600
UPLOAD_SECONDS = 24 * 3600
"""How long an upload waits to be named in a filing."""
_TOKEN, _UPLOAD = "tongban.api.token", "tongban.api.upload"
_HASH = 24


def issue_token(account: Any) -> str:  # noqa: ANN401 - Django's user model
    """A token for `account`. It dies with a change of the password."""
    held = {"account": str(account.uid), "hash": account.get_session_auth_hash()[:_HASH]}
    return signing.dumps(held, salt=_TOKEN, compress=True)


def account_of(token: str) -> Any | None:  # noqa: ANN401 - Django's user model
    """The account behind a token, or None: forged, too old, closed account, changed password."""
    try:
        held = signing.loads(token, salt=_TOKEN, max_age=TOKEN_SECONDS)
    except signing.BadSignature:
        return None
    account = get_user_model().objects.filter(uid=held["account"], is_active=True).first()
    same = account is not None and account.get_session_auth_hash()[:_HASH] == held["hash"]
    return account if same else None


class Bearer(HttpBearer):
    """`Authorization: Bearer <token>`: from here on the request is the account's, and nobody's helper stands beside."""

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:  # noqa: ANN401 - Django's user model
        """The account, or None. Refused while a disputed act holds it."""
        account = account_of(token)
        if account is not None:
            request.user = account
            request.assisted = None  # type: ignore[attr-defined]
            if request.held():  # type: ignore[attr-defined]
                raise Refused(Refusal("people.session_held", "在线诉讼规则 7(2)"))
        return account


def issue_upload(material: Material, person: str) -> str:
    """A handle for a file that `person` sent: knowing a digest alone must not put another's file into a filing."""
    return signing.dumps({"person": person, "material": asdict(material)}, salt=_UPLOAD, compress=True)


def upload_of(handle: str, person: str, question: str) -> Material | None:
    """The file behind a handle of the same person, as an answer to `question`; None when forged or too old."""
    try:
        held = signing.loads(handle, salt=_UPLOAD, max_age=UPLOAD_SECONDS)
    except signing.BadSignature:
        return None
    return Material(**(held["material"] | {"question": question})) if held["person"] == person else None
