"""Sessions, encrypted where they lie, for what a person is in the middle of stands in them: the number that an identity
platform vouched for, the code of a letter. It is personal data like any other (frame/keyring.py).
"""

from __future__ import annotations

import base64
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db

from tongban.frame.keyring import ring
from tongban.wiring.staying import begins

_PLACE = b"django_session.session_data"
# Here, for nobody signs in before this module is there.
user_logged_in.connect(begins)


class SessionStore(db.SessionStore):
    """Django's, whose text is encrypted under the key that writes now."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """`KEY.BASE64`."""
        keys = ring()
        made = keys.keys[keys.writing].encrypt(super().encode(session_dict).encode(), _PLACE)
        return f"{keys.writing}.{base64.b64encode(made).decode()}"

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was encoded; nothing of another kind, or of a key that was forgotten: that person signs in anew."""
        name, _, kept = str(session_data).partition(".")
        try:
            return super().decode(ring().keys[name].decrypt(base64.b64decode(kept), _PLACE).decode())
        except (KeyError, InvalidTag, ValueError):
            return {}
