"""What the law lets go and what it keeps of what is held about a person, and for how long."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from tongban.frame.keyring import CIPHERS, Key
from tongban.kernel.lookup_forms import LOOKUP_FORMS, email_form, identity_form, name_form, phone_form
from tongban.kernel.refusal import Refusal
from tongban.privacy.rules.erasure import judge_erasure
from tongban.privacy.rules.retention import kept_since, period_of, periods
from tongban.privacy.vocabulary import Ends, Erasure, Held, Holdings, Why

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
NOTHING = Holdings(files=0, under_way=0, drafts=0, account=True, identity=True, in_office=False, disputes_open=False)
CASES = [
    # files, under way, drafts -> erased, kept (part, reason)
    (0, 0, 0, {Held.ACCOUNT, Held.IDENTITY}, {(Held.REGISTER, Why.REGISTERED)}),
    (0, 0, 2, {Held.DRAFTS, Held.ACCOUNT, Held.IDENTITY}, {(Held.REGISTER, Why.REGISTERED)}),
    (
        1,
        0,
        0,
        {Held.ACCOUNT},
        {(Held.IDENTITY, Why.COURT_FILE), (Held.CASE_FILE, Why.COURT_FILE), (Held.REGISTER, Why.REGISTERED)},
    ),
    (
        1,
        1,
        1,
        {Held.DRAFTS},
        {
            (Held.ACCOUNT, Why.UNDER_WAY),
            (Held.IDENTITY, Why.UNDER_WAY),
            (Held.CASE_FILE, Why.COURT_FILE),
            (Held.REGISTER, Why.REGISTERED),
        },
    ),
]


@pytest.mark.parametrize(("files", "under_way", "drafts", "erased", "kept"), CASES)
def test_what_goes_and_what_stays(
    files: int, under_way: int, drafts: int, erased: set[Held], kept: set[tuple[Held, Why]]
) -> None:
    decided = judge_erasure(replace(NOTHING, files=files, under_way=under_way, drafts=drafts))
    assert isinstance(decided, Erasure)
    assert set(decided.erased) == erased
    assert {(one.item, one.why) for one in decided.kept} == kept


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        (replace(NOTHING, in_office=True), "privacy.in_office"),
        (replace(NOTHING, disputes_open=True), "privacy.dispute_open"),
        (replace(NOTHING, files=1, under_way=1), "privacy.nothing_to_erase"),
        (replace(NOTHING, account=False, identity=False), "privacy.nothing_to_erase"),
    ],
)
def test_an_erasure_is_refused_with_its_reason(held: Holdings, reason: str) -> None:
    decided = judge_erasure(held)
    assert isinstance(decided, Refusal)
    assert decided.reason == reason


@given(
    st.builds(
        Holdings,
        files=st.integers(0, 3),
        under_way=st.integers(0, 3),
        drafts=st.integers(0, 3),
        account=st.booleans(),
        identity=st.booleans(),
        in_office=st.booleans(),
        disputes_open=st.booleans(),
    )
)
def test_a_court_file_is_never_erased_and_nothing_both_goes_and_stays(held: Holdings) -> None:
    decided = judge_erasure(held)
    if isinstance(decided, Refusal):
        return
    assert {Held.CASE_FILE, Held.REGISTER, Held.PAYMENTS, Held.READS}.isdisjoint(decided.erased)
    assert not set(decided.erased) & {one.item for one in decided.kept}
    assert held.files == 0 or Held.IDENTITY not in decided.erased
    assert all(one.law for one in decided.kept)


def test_every_part_has_a_period_with_an_article() -> None:
    for item in Held:
        found = period_of(item, TODAY)
        assert found.article
        assert found.basis in {"text", "house"}
        assert (found.ends is Ends.BY_ITSELF) <= (found.days is not None)


def test_a_program_ends_only_what_the_table_lets_end_by_itself() -> None:
    ended = {item for item in Held if kept_since(item, NOW, TODAY) is not None}
    assert ended == {one.item for one in periods() if one.ends is Ends.BY_ITSELF}
    assert ended == {Held.DRAFTS, Held.QUESTIONS, Held.NEWS, Held.SESSIONS, Held.LOOSE_FILES}
    assert kept_since(Held.DRAFTS, NOW, TODAY) == NOW - timedelta(days=365)


@pytest.mark.parametrize(
    ("form", "typed", "compared"),
    [
        (identity_form, " 11010119900307123x ", "11010119900307123X"),
        (identity_form, "110101 19900307 123X", "11010119900307123X"),
        (identity_form, "１１０１０１１９９００３０７１２３ｘ", "11010119900307123X"),
        (identity_form, "\u202d110101\u200b19900307123X\ufeff\u202c", "11010119900307123X"),
        (phone_form, "138-0000-0000", "13800000000"),
        (phone_form, "+86 138 0000 0000", "13800000000"),
        (phone_form, "＋８６１３８００００００００", "13800000000"),
        (phone_form, "\u202d+86 138 0000 0000\u202c", "13800000000"),
        (name_form, "阿依古丽•买买提", name_form("阿依古丽·买买提")),
        (name_form, "阿依古丽・买买提\u200b", name_form("阿依古丽·买买提")),
        (name_form, "示例（重庆）有限公司", name_form(" 示例(重庆) 有限公司")),
        (name_form, "ＷＡＮＧ Xiaoming", name_form("Wang XIAOMING")),
        (phone_form, "0086 13800000000", "13800000000"),
        (phone_form, "8613800000000", "13800000000"),
        (phone_form, "023-12345678", "02312345678"),
        (phone_form, "+852 1234 5678", "+85212345678"),
        (phone_form, "86 12345678", "8612345678"),
        (email_form, " Lin@Example.COM ", "lin@example.com"),
    ],
)
def test_values_are_compared_in_one_form(form: object, typed: str, compared: str) -> None:
    assert form(typed) == compared  # type: ignore[operator]


@given(st.text(), st.sampled_from(sorted(LOOKUP_FORMS)))
def test_a_form_of_a_form_is_the_same(typed: str, name: str) -> None:
    once = LOOKUP_FORMS[name](typed)
    assert LOOKUP_FORMS[name](once) == once


@pytest.mark.parametrize("cipher", sorted(CIPHERS))
def test_both_ciphers_encrypt_and_bind(cipher: str) -> None:
    key = Key(cipher, os.urandom(CIPHERS[cipher][1]))
    kept = key.encrypt("渝中区示例街2号".encode(), b"a.b")
    assert key.decrypt(kept, b"a.b").decode() == "渝中区示例街2号"
    assert key.encrypt(b"same", b"a.b") != key.encrypt(b"same", b"a.b")
    for wrong in (kept[:-1] + bytes([kept[-1] ^ 1]), kept[:10], b""):
        with pytest.raises(InvalidTag):
            key.decrypt(wrong, b"a.b")


def test_sm4_in_gcm_gives_the_published_example() -> None:
    """RFC 8998, A.1."""
    key = Key("sm4-gcm", bytes.fromhex("0123456789ABCDEFFEDCBA9876543210"))
    nonce = bytes.fromhex("00001234567800000000ABCD")
    sealed = bytes.fromhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15"
        "A56834CBCF98C397B4024A2691233B8D"
    )
    place = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    plain = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFF"
        "EEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    tag = bytes.fromhex("83DE3541E4C2B58177E065A9BF7B62EC")
    assert key.decrypt(nonce + sealed + tag, place) == plain
