"""A defendant links the case by the code in the letter; each party answers for itself what may be online."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from tests.builders import WUHOU, FakePeer, House, id_number, party, person, refused, staff, step
from tongban.cases.actions.conduct import decline_mediation, give_consent
from tongban.cases.actions.join import TRIES, Joiner, issue_code, join
from tongban.cases.actions.move import step_case
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid, case_seen_by, cases_as_party, consents_of
from tongban.cases.rules.consent import NOTICE_VERSION
from tongban.cases.vocabulary import Act, CaseView, Choice, Stage, Step
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.ids import new_id
from tongban.people.actions.counter import register_at_counter
from tongban.people.models import Account, Person
from tongban.people.queries import identity_level, person_by_identity
from tongban.people.vocabulary import PaperSeen, Role
from tongban.register.models import Entry

PASSWORD = "correct horse battery"


@pytest.fixture
def case(house: House) -> CaseView:
    """Prepared for hearing; the defendant has an identity number that nobody registered yet."""
    return house.put_at(house.case(defendant__id_number=id_number(7)), Stage.PREPARATION)


def letter(house: House, case: CaseView) -> str:
    return step(house.clerk, house.at, lambda record: issue_code(record, case.uid, case.parties[1].uid))


def joiner(code: str, **changed: str) -> Joiner:
    told = {"name": "周志强", "id_number": id_number(7), "login": "zhou", "password": PASSWORD} | changed
    return Joiner(code=code, **told)


def test_a_foreign_person_joins_with_a_passport(house: House) -> None:
    case = house.put_at(house.case(defendant__id_number=""), Stage.PREPARATION)
    code = letter(house, case)
    with refused("people.id_number_form"):
        join(joiner(code, id_number="E12345678"), at=house.at, platform="test")
    join(joiner(code, id_number="e1234 5678", id_kind="passport"), at=house.at, platform="test")
    person = person_by_identity("passport", "E12345678")
    assert person is not None
    assert identity_level(person.uid) is IdentityLevel.ACCOUNT, "a number that nobody compared proves nothing"


def test_the_code_opens_the_case_and_an_account_without_a_password(house: House, case: CaseView) -> None:
    join(joiner(letter(house, case), password=""), at=house.at, platform="test")
    account = Account.objects.get(login="zhou")
    assert not account.has_usable_password()


def test_the_code_opens_the_case_and_an_account_once(house: House, case: CaseView) -> None:
    code = letter(house, case)
    assert join(joiner(code.lower().replace("-", " ")), at=house.at, platform="test") == case.uid
    joined = case_by_uid(case.uid).parties[1].person
    assert joined is not None
    assert identity_level(joined) is IdentityLevel.DOCUMENT
    assert case_seen_by(house.viewer(joined), case.uid).number == case.number
    assert Account.objects.get(login="zhou").check_password(PASSWORD)
    with refused("cases.join_does_not_match"):
        join(joiner(code, login="other"), at=house.at, platform="test")


def test_the_code_itself_is_kept_nowhere(house: House, case: CaseView) -> None:
    code = letter(house, case)
    plain = code.replace("-", "")
    kept = f"{list(Party.objects.values())}{list(Entry.objects.values_list('body', flat=True))}"
    assert code not in kept
    assert plain not in kept


@pytest.mark.parametrize(
    "wrong",
    [{"name": "周智强"}, {"id_number": id_number(8)}, {"id_number": ""}, {"code": "AAAA-AAAA-AAAA"}, {"code": ""}],
)
def test_whatever_does_not_match_gets_the_same_answer(house: House, case: CaseView, wrong: dict[str, str]) -> None:
    code = letter(house, case)
    with refused("cases.join_does_not_match"):
        join(joiner(wrong.pop("code", code), **wrong), at=house.at, platform="test")
    assert Account.objects.count() == 0


def test_ten_wrong_tries_kill_the_code_and_a_new_letter_revives_it(house: House, case: CaseView) -> None:
    code = letter(house, case)
    for _ in range(TRIES):
        with refused("cases.join_does_not_match"):
            join(joiner(code, name="x"), at=house.at, platform="test")
    with refused("cases.join_does_not_match"):
        join(joiner(code), at=house.at, platform="test")
    assert Entry.objects.filter(event="join_tried").count() == TRIES
    assert join(joiner(letter(house, case)), at=house.at, platform="test") == case.uid


def test_a_letter_alone_does_not_open_an_account_that_exists(house: House, case: CaseView) -> None:
    known = person("周志强", 7)
    code = letter(house, case)
    with refused("cases.join_sign_in_first"):
        join(joiner(code), at=house.at, platform="test")
    with refused("cases.join_sign_in_first"):
        join(joiner(code), at=house.at, platform="test", by=party(house.lin.uid))
    join(joiner(code), at=house.at, platform="test", by=party(known.uid))
    assert case_by_uid(case.uid).parties[1].person == known.uid


def test_the_dot_in_a_name_and_the_width_of_digits_keep_nobody_out(house: House) -> None:
    told = {"defendant__name": "阿依古丽·买买提", "defendant__id_number": id_number(7)}
    case = house.put_at(house.case(**told), Stage.PREPARATION)
    wide = "".join(chr(0xFEE0 + ord(sign)) for sign in id_number(7))
    join(joiner(letter(house, case), name="阿依古丽•买买提", id_number=wide), at=house.at, platform="test")
    assert person_by_identity("resident", id_number(7)) is not None


@pytest.mark.parametrize("login", ["zhоu", "周志强周", "ｚｈｏｕ", "zh ou", "-zhou"])
def test_a_login_name_is_no_look_alike_of_another(house: House, case: CaseView, login: str) -> None:
    with refused("people.login_malformed"):
        join(joiner(letter(house, case), login=login), at=house.at, platform="test")
    assert Account.objects.count() == 0


def test_two_letters_opened_at_the_same_time_make_one_person(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is done while the first has been read and has not begun to write."""
    other = house.put_at(house.case(defendant__id_number=id_number(7), loan__amount="5"), Stage.PREPARATION)
    first, second = letter(house, case), letter(house, other)
    module = import_module("tongban.cases.actions.join")
    plainly = module.act

    def meanwhile(**told: Any) -> Any:  # noqa: ANN401 - as the act
        monkeypatch.setattr(module, "act", plainly)
        join(joiner(second, login="zhou-2"), at=house.at, platform="test")
        return plainly(**told)

    monkeypatch.setattr(module, "act", meanwhile)
    with refused("cases.join_sign_in_first"):
        join(joiner(first), at=house.at, platform="test")
    assert Person.objects.filter(id_number_index=id_number(7)).count() == 1


def test_who_is_signed_in_as_another_does_not_get_a_second_self(house: House, case: CaseView) -> None:
    with refused("cases.join_signed_in_as_another"):
        join(joiner(letter(house, case)), at=house.at, platform="test", by=party(house.lin.uid))
    assert Person.objects.filter(name="周志强").count() == 1


def test_a_person_of_another_platform_with_the_same_number_is_in_nobodys_way(house: House, case: CaseView) -> None:
    person("周志强", 7, platform=FakePeer().slug)
    assert join(joiner(letter(house, case)), at=house.at, platform="test") == case.uid


def test_a_weak_password_or_a_taken_login_opens_nothing(house: House, case: CaseView) -> None:
    code = letter(house, case)
    with refused("people.password_weak"):
        join(joiner(code, password="1234567890"), at=house.at, platform="test")
    join(joiner(code), at=house.at, platform="test")
    other = house.put_at(house.case(defendant__id_number=id_number(8), loan__amount="5"), Stage.PREPARATION)
    for login in ("zhou", "ZHOU"):
        with refused("people.login_taken"):
            join(joiner(letter(house, other), id_number=id_number(8), login=login), at=house.at, platform="test")
    assert case_by_uid(other.uid).parties[1].person is None


def test_without_a_number_in_the_file_the_joiner_gives_one_that_can_be_right_and_is_known_less_surely(
    house: House,
) -> None:
    case = house.put_at(house.case(defendant__id_number=""), Stage.PREPARATION)
    code = letter(house, case)
    with refused("people.id_number_form"):
        join(joiner(code, id_number="1"), at=house.at, platform="test")
    join(joiner(code), at=house.at, platform="test")
    joined = case_by_uid(case.uid).parties[1].person
    assert joined is not None
    assert identity_level(joined) is IdentityLevel.ACCOUNT


def test_a_number_that_was_only_claimed_keeps_its_owner_out_of_no_court(house: House) -> None:
    case = house.put_at(house.case(defendant__id_number=""), Stage.PREPARATION)
    join(joiner(letter(house, case), id_number=id_number(8)), at=house.at, platform="test")
    claimed = case_by_uid(case.uid).parties[1].person
    owner = PaperSeen(kind="natural", name="李四", id_kind="resident", id_number=id_number(8))
    seen, _none = register_at_counter(owner, by=house.clerk, at=house.at, platform="test")
    found = person_by_identity("resident", id_number(8))
    assert found is not None
    assert found.uid == seen.uid != claimed
    assert Entry.objects.filter(event="identity_check_failed", body__contains=str(claimed)).count() == 1
    with refused("people.known_already"):
        register_at_counter(replace(owner, name="王五"), by=house.clerk, at=house.at, platform="test")


def consent(house: House, case: CaseView, who: object, **changed: str) -> None:
    told = {"step": Step.EXCHANGE.value, "choice": Choice.ONLINE.value, "notice_version": NOTICE_VERSION} | changed
    step(party(who), house.at, lambda record: give_consent(record, case=case.uid, **told))  # type: ignore[arg-type]


def test_a_consent_is_for_one_step_of_one_party_and_the_newest_counts(house: House, case: CaseView) -> None:
    consent(house, case, house.lin.uid, choice=Choice.OFFLINE.value)
    consent(house, case, house.lin.uid)
    [(key, view)] = consents_of(case.uid).items()
    assert key == (case.parties[0].uid, Step.EXCHANGE)
    assert (view.choice, view.notice_version, view.level) == (Choice.ONLINE, NOTICE_VERSION, "counter")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"step": "party"}, "cases.no_such_step"),
        ({"choice": ""}, "cases.choice_missing"),
        ({"notice_version": "我同意 13800000000"}, "cases.notice_outdated"),
    ],
)
def test_a_consent_without_sense_is_refused(house: House, case: CaseView, changed: dict[str, str], reason: str) -> None:
    with refused(reason):
        consent(house, case, house.lin.uid, **changed)


def test_nobody_is_said_to_have_seen_a_notice_without_saying_so(house: House, case: CaseView) -> None:
    told = {"step": Step.EXCHANGE.value, "choice": Choice.ONLINE.value}
    with refused("cases.notice_outdated"):
        step(party(house.lin.uid), house.at, lambda record: give_consent(record, case=case.uid, **told))


def test_for_who_is_no_party_the_case_does_not_exist(house: House, case: CaseView) -> None:
    for who in (house.zhou.uid, house.clerk.person, new_id()):
        with refused("cases.no_such_case"):
            consent(house, case, who)
    assert cases_as_party(house.viewer(house.zhou.uid)) == []
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(house.zhou.uid), case.uid)


def test_mediation_is_declined_once_with_a_reason_from_the_list(house: House) -> None:
    case = house.case()

    def decline(reason: str) -> None:
        step(party(house.lin.uid), house.at, lambda record: decline_mediation(record, case=case.uid, reason=reason))

    with refused("cases.reason_missing"):
        decline("我不信任他")
    decline("no_trust")
    with refused("cases.mediation_declined_before"):
        decline("no_trust")
    assert Entry.objects.filter(event="mediation_declined").count() == 1


def test_what_is_the_judges_alone_is_done_by_the_judge_of_this_case(house: House) -> None:
    case = house.put_at(house.case(), Stage.HEARING_SET)
    second = staff("渝0103", Role.JUDGE, "张伟")
    for by, reason in (
        (second, "cases.not_the_judge_of_this_case"),
        (house.clerk, "procedure.not_your_act"),
        (party(house.lin.uid), "procedure.not_your_act"),
        (house.wuhou_judge, "cases.no_such_case"),
        (staff(WUHOU, Role.JUDGE, "外院"), "cases.no_such_case"),
    ):
        with refused(reason):
            step(by, house.at, lambda record: step_case(record, case.uid, Act.OPEN_HEARING))
    step(house.judge, house.at, lambda record: step_case(record, case.uid, Act.OPEN_HEARING))
    assert case_by_uid(case.uid).stage is Stage.HEARING
