"""Secrets of second factors (code generators, recovery codes) under the keys of the platform.

The sign-in library keeps them in rows of its own and hands over only the text, so they are bound to its table and not
to their row.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from django.db import transaction

from tongban.frame.keyring import Damaged, ring
from tongban.frame.personal import MARK

_PLACE = "mfa_authenticator.data"


def sealed_secret(text: str) -> str:
    """As it is stored: `p1.KEY.BASE64`."""
    keys = ring()
    made = keys.keys[keys.writing].encrypt(text.encode(), _PLACE.encode())
    return f"{MARK}.{keys.writing}.{base64.urlsafe_b64encode(made).decode()}"


def opened_secret(kept: str) -> str:
    """As it was. Raises `KeyMissing` or `Damaged`."""
    try:
        key = ring().key(_key_of(kept), _PLACE)
        return key.decrypt(base64.urlsafe_b64decode(kept.rpartition(".")[2]), _PLACE.encode()).decode()
    except (InvalidTag, binascii.Error) as wrong:
        message = f"{_PLACE}: the secret of a second factor was altered"
        raise Damaged(message) from wrong


def rewrite_second_factors() -> int:
    """Bring every secret under the key that writes now; returns how many rows changed. Killed, call it again."""
    return reseal(Authenticator, opened_secret, lambda kept: _key_of(kept) == ring().writing)


def second_factor_keys() -> Counter[str]:
    """How many secrets lie under each key, by its id."""
    rows = Authenticator.objects.exclude(type="webauthn").values_list("data", flat=True)
    return Counter(_key_of(kept) for data in rows for kept in _secrets(data))


def reseal(table: Any, opened: Callable[[str], str], done: Callable[[str], bool]) -> int:  # noqa: ANN401 - of now, or of a migration
    """Seal anew, row by row under its lock, every secret that is not `done`; `opened` reads the old form."""
    changed = 0
    for pk in list(table.objects.exclude(type="webauthn").order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = table.objects.select_for_update().filter(pk=pk).first()
            if row is None or all(map(done, _secrets(row.data))):
                continue
            row.data = {name: _each(value, opened) if name in _NAMES else value for name, value in row.data.items()}
            row.save(update_fields=["data"])
            changed += 1
    return changed


_NAMES = frozenset({"secret", "seed", "migrated_codes"})


def _secrets(data: dict[str, Any]) -> Iterator[str]:
    for name in _NAMES & data.keys():
        yield from data[name] if isinstance(data[name], list) else [data[name]]


def _each(value: str | list[str], opened: Callable[[str], str]) -> str | list[str]:
    if isinstance(value, list):
        return [sealed_secret(opened(one)) for one in value]
    return sealed_secret(opened(value))


def _key_of(kept: str) -> str:
    parts = kept.split(".")
    if len(parts) != 3 or parts[0] != MARK:  # noqa: PLR2004 - mark, key, content
        message = f"{_PLACE} holds a secret that is not encrypted under the keys of the platform"
        raise Damaged(message)
    return parts[1]
