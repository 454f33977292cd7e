"""Parcels of a file gateway: whatever carried them, a cut, altered, foreign or renamed one is known for what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from joserfc.jwk import OKPKey

from tongban.federation.law import name_of, own_reader, public_of, reader_of, sealed_for, unsealed
from tongban.federation.rules.parcel import Parcel, What, file_name, gaps, packed, seen_up_to, unpacked
from tongban.kernel.refusal import Refusal

KEY = OKPKey.generate_key("Ed25519", {"alg": "Ed25519"}, private=True)
OTHER = OKPKey.generate_key("Ed25519", {"alg": "Ed25519"}, private=True)
PARCEL = Parcel("net", "court", 7, What.FILE, "a" * 64, 3)
CONTENT = b"\x00binary\nwith lines\n" * 20


def reason(data: bytes, key: OKPKey = KEY, *, sender: str = "net", recipient: str = "court") -> str:
    found = unpacked(data, key, sender=sender, recipient=recipient)
    return found.reason if isinstance(found, Refusal) else "taken"


def test_a_parcel_comes_out_as_it_went_in() -> None:
    assert unpacked(packed(PARCEL, CONTENT, KEY), KEY, sender="net", recipient="court") == (PARCEL, CONTENT)
    assert unpacked(packed(PARCEL, b"", KEY), KEY, sender="net", recipient="court") == (PARCEL, b"")


@given(some.integers(min_value=0, max_value=len(packed(PARCEL, CONTENT, KEY)) - 1))
def test_a_parcel_cut_anywhere_is_known_as_not_whole(length: int) -> None:
    assert reason(packed(PARCEL, CONTENT, KEY)[:length]) == "federation.parcel_cut"


@given(some.integers(min_value=0, max_value=len(packed(PARCEL, CONTENT, KEY)) - 1), some.integers(1, 255))
def test_a_parcel_with_any_byte_changed_says_nothing_else(place: int, change: int) -> None:
    data = bytearray(packed(PARCEL, CONTENT, KEY))
    data[place] ^= change
    found = unpacked(bytes(data), KEY, sender="net", recipient="court")
    # The last sign of a signature in base64 has bits that mean nothing.
    assert isinstance(found, Refusal) or found == (PARCEL, CONTENT)


def test_a_parcel_with_more_behind_it_is_not_taken() -> None:
    assert reason(packed(PARCEL, CONTENT, KEY) + b"more") == "federation.parcel_altered"


def test_a_parcel_of_another_sender_or_for_another_recipient_is_not_taken() -> None:
    assert reason(packed(PARCEL, CONTENT, OTHER)) == "federation.bad_signature"
    assert reason(packed(replace(PARCEL, recipient="elsewhere"), CONTENT, KEY)) == "federation.not_for_us"
    assert reason(packed(replace(PARCEL, sender="somebody"), CONTENT, KEY)) == "federation.not_for_us"


@pytest.mark.parametrize("data", [b"\n", b"\nxx", b"a.b.c\n", b"{}\n{}", b"\xff\xfe\n", b"x" * 5000])
def test_what_is_no_parcel_is_refused(data: bytes) -> None:
    assert reason(data) in {"federation.bad_signature", "federation.unreadable"}


@pytest.mark.parametrize(
    ("numbers", "missing", "seen"),
    [(set(), [], 0), ({1, 2, 3}, [], 3), ({1, 3, 6}, [2, 4, 5], 1), ({4}, [1, 2, 3], 0)],
)
def test_gaps_are_told(numbers: set[int], missing: list[int], seen: int) -> None:
    assert (gaps(numbers), seen_up_to(numbers)) == (missing, seen)


def test_names_sort_in_the_order_of_their_numbers() -> None:
    assert sorted(file_name("net", n) for n in (10, 9, 100)) == [file_name("net", n) for n in (9, 10, 100)]


SECRET, FOREIGN = "A" * 42 + "E", "B" * 42 + "E"


def test_what_is_sealed_for_one_reader_opens_for_that_reader_alone() -> None:
    sealed = sealed_for(reader_of(public_of(SECRET)), CONTENT)
    assert unsealed(sealed, own_reader(SECRET)) == CONTENT
    assert unsealed(sealed, own_reader(FOREIGN)).reason == "federation.not_sealed_for_us"
    assert name_of(public_of(SECRET)) != name_of(public_of(FOREIGN))


@pytest.mark.parametrize("text", ["", "a.b.c.d.e", "....", "no seal", "\u6cd5"])
def test_what_is_no_seal_does_not_open(text: str) -> None:
    assert unsealed(text, own_reader(SECRET)).reason == "federation.not_sealed_for_us"


@pytest.mark.parametrize("secret", ["", "short", "A" * 60, "!" * 43])
def test_what_is_no_secret_key_is_known(secret: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        public_of(secret)
