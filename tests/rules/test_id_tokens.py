"""Which identity tokens sign somebody in, and which claim speaks against the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tongban.kernel.refusal import Refusal
from tongban.people.rules.id_tokens import ALGORITHMS, judge
from tongban.people.vocabulary import OutsideIdentity, Provider

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
T = NOW.timestamp()
PROVIDER = Provider("idp", "平台", "Platform", "https://id.example", "court", "secret")
RIGHT = {"iss": "https://id.example", "aud": "court", "sub": "7", "iat": T, "exp": T + 300, "nonce": "n"}


def judged(**changed: Any) -> OutsideIdentity | Refusal:
    claims = {name: value for name, value in (RIGHT | changed).items() if value is not ...}
    return judge(claims, PROVIDER, nonce="n", now=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"aud": ["court"]},
        {"aud": ["court", "other"], "azp": "court"},
        {"exp": T - 30},
        {"iat": T + 30},
        {"name": "林晓梅", "id_number": "990101199001010018"},
    ],
)
def test_a_token_in_order_vouches_for_its_subject(changed: dict[str, Any]) -> None:
    found = judged(**changed)
    assert isinstance(found, OutsideIdentity)
    assert (found.provider, found.subject) == ("idp", "7")
    assert found.name == changed.get("name", "")
    assert found.id_number == changed.get("id_number", "")


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("iss", {"iss": "https://id.example.evil"}),
        ("iss", {"iss": ...}),
        ("aud", {"aud": "another court"}),
        ("aud", {"aud": ...}),
        ("aud", {"aud": ["courts"]}),
        ("azp", {"aud": ["court", "other"]}),
        ("azp", {"aud": ["court", "other"], "azp": "other"}),
        ("azp", {"azp": "other"}),
        ("exp", {"exp": T - 61}),
        ("exp", {"exp": ...}),
        ("exp", {"exp": "tomorrow"}),
        ("exp", {"exp": True}),
        ("iat", {"iat": T + 61}),
        ("iat", {"iat": T - 3600, "exp": T + 86400}),
        ("iat", {"iat": ...}),
        ("nonce", {"nonce": "another"}),
        ("nonce", {"nonce": ...}),
        ("sub", {"sub": ""}),
        ("sub", {"sub": ...}),
        ("sub", {"sub": 7}),
        ("sub", {"sub": "x" * 256}),
    ],
)
def test_one_wrong_claim_is_enough_to_refuse(claim: str, changed: dict[str, Any]) -> None:
    no = judged(**changed)
    assert isinstance(no, Refusal)
    assert (no.reason, dict(no.facts)) == ("people.token_rejected", {"claim": claim})


def test_an_empty_nonce_never_fits() -> None:
    assert isinstance(judge(RIGHT | {"nonce": ""}, PROVIDER, nonce="", now=NOW), Refusal)


def test_no_algorithm_is_taken_that_a_shared_secret_or_nobody_signs() -> None:
    assert not [name for name in ALGORITHMS if name == "none" or name.startswith("HS")]
