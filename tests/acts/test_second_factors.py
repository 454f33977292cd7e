"""Secrets of code generators and recovery codes lie under the keys of the platform, and change with them."""

from __future__ import annotations

import base64
import hashlib
from importlib import import_module
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import Fernet
from django.apps import apps
from django.conf import settings

from tests.builders import OPERATOR, House, own_keys_in
from tests.entrances.portal_people import account_of
from tongban.frame.keyring import Damaged, ring
from tongban.people.actions.personal_keys import keys_needed, missing_keys, rotate_keys
from tongban.people.actions.second_factors import opened_secret
from tongban.people.models import Account

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys of the test's own."""
    return own_keys_in(tmp_path, monkeypatch)


@pytest.fixture
def account(house: House, keys: Path) -> Account:
    found = account_of(house, house.lin.uid)
    assert isinstance(found, Account)
    return found


def code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))))


def test_what_a_code_generator_shares_with_the_court_is_not_readable_in_the_database(account: Account) -> None:
    TOTP.activate(account, SECRET)
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert SECRET not in kept
    assert kept.startswith(f"p1.{ring().writing}.")
    assert opened_secret(kept) == SECRET


def test_codes_hold_through_a_rotation(house: House, account: Account) -> None:
    TOTP.activate(account, SECRET)
    before = RecoveryCodes.activate(account).generate_codes()
    old = ring().writing
    assert keys_needed()[old] >= 2
    rotate_keys(cipher="sm4-gcm", by=OPERATOR, at=house.at)
    assert old not in keys_needed()
    assert missing_keys() == []
    totp, codes = (Authenticator.objects.get(type=kind).wrap() for kind in ("totp", "recovery_codes"))
    assert totp.validate_code(code())
    assert codes.generate_codes() == before
    assert codes.validate_code(before[0])
    assert not codes.validate_code(before[0])


def test_an_altered_or_plain_secret_is_refused(house: House, account: Account) -> None:
    TOTP.activate(account, SECRET)
    row = Authenticator.objects.get(type="totp")
    kept = row.data["secret"]
    for wrong in (kept[:-6] + "AAAAAA", SECRET, "p1", f"p1.{ring().writing}.?"):
        with pytest.raises(Damaged):
            opened_secret(wrong)
    row.data = {"secret": SECRET}
    row.save()
    with pytest.raises(Damaged):
        rotate_keys(by=OPERATOR, at=house.at)


def test_secrets_of_the_time_before_are_taken_over(account: Account) -> None:
    key = hashlib.sha256(b"tongban/second-factor/v1\0" + settings.SECRET_KEY.encode()).digest()
    box = Fernet(base64.urlsafe_b64encode(key))

    def old(text: str) -> str:
        return box.encrypt(text.encode()).decode()

    Authenticator.objects.create(user=account, type="totp", data={"secret": old(SECRET)})
    codes = {"migrated_codes": [old("11111111"), old("22222222")], "used_mask": 0}
    Authenticator.objects.create(user=account, type="recovery_codes", data=codes)
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "key"})
    migration = import_module("tongban.people.migrations.0007_second_factors")
    for _ in range(2):
        migration.under_the_ring(apps, None)
    assert opened_secret(Authenticator.objects.get(type="totp").data["secret"]) == SECRET
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == ["11111111", "22222222"]
    assert Authenticator.objects.get(type="webauthn").data == {"name": "key"}
