"""The register of licences: taken in once and kept with its history; licences proven; letters of firms."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from tests.acts.licences import (
    FIRM,
    LAWYER,
    OTHER_FIRM,
    WORKER,
    licence_line,
    registers,
    table,
    worker_line,
)
from tests.builders import OPERATOR, House, party, person, refused, step
from tests.entrances.portal_people import account_of
from tongban.kernel.actor import Actor
from tongban.people.actions.companions import name_helper, note_representative, set_rights
from tongban.people.actions.licences import (
    look_up_licence,
    note_licence,
    prove_licence,
    take_licences,
    withdraw_letter,
    write_letter,
)
from tongban.people.actions.register import register_person
from tongban.people.events import LicencesTaken
from tongban.people.models import LicenceRecord
from tongban.people.queries.licences import (
    letters_naming,
    letters_of_firm,
    licence_history,
    licence_of,
    licence_on,
    licences_found,
    practice_problems,
)
from tongban.people.vocabulary import OutsideService, PersonView
from tongban.people.vocabulary.licences import LicenceKind
from tongban.register.models import Entry

DAY = date(2026, 11, 1)


def take(house: House, *lines: dict[str, str], as_of: date = DAY, by: Actor = OPERATOR) -> LicencesTaken:
    return take_licences(table(*lines), source="重庆市司法局 2026年11月", as_of=as_of, by=by, at=house.at)


def reasons(house: House, who: PersonView, kind: LicenceKind = LicenceKind.LAWYER) -> list[str]:
    return [one.reason for one in practice_problems(who.uid, kind, house.at.date())]


def test_a_list_is_taken_in_once(house: House) -> None:
    first = take(house, licence_line(), worker_line())
    assert (first.rows, first.fresh, first.changed) == (2, 2, 0)
    again = take(house, licence_line(), worker_line())
    assert (again.fresh, again.changed) == (0, 0)
    assert LicenceRecord.objects.count() == 2
    assert Entry.objects.filter(event="licences_taken").count() == 2


def test_a_change_keeps_what_was_known_before(house: House) -> None:
    take(house, licence_line(), worker_line())
    moved = licence_line(机构代码=OTHER_FIRM, 机构名称="成都示例律师事务所")
    assert take(house, moved, as_of=DAY + timedelta(days=10)).changed == 1
    before, after = licence_on(LAWYER, DAY + timedelta(days=9)), licence_on(LAWYER, DAY + timedelta(days=10))
    assert before
    assert after
    assert (before.licence.firm_code, after.licence.firm_code) == (FIRM, OTHER_FIRM)
    assert licence_on(LAWYER, DAY - timedelta(days=1)) is None
    assert [one.until for one in licence_history(LAWYER)] == [None, DAY + timedelta(days=10)]
    assert licence_on(WORKER, DAY), "who is not in the newer list stays as known"


def test_a_correction_of_the_same_day_replaces_and_is_kept(house: House) -> None:
    take(house, licence_line(考核年度="2024"))
    take(house, licence_line())
    found = licence_on(LAWYER, DAY)
    assert found
    assert found.licence.assessed == 2025
    assert len(licence_history(LAWYER)) == 2


def test_nothing_of_a_list_with_a_wrong_line_comes_in(house: House) -> None:
    with refused("people.licence_line_unclear"):
        take(house, licence_line(), worker_line(姓名=""))
    assert not LicenceRecord.objects.exists()


def test_an_older_list_undoes_nothing(house: House) -> None:
    take(house, licence_line())
    older = take(house, licence_line(考核年度="2024"), worker_line(), as_of=DAY - timedelta(days=1))
    assert (older.fresh, older.changed, older.newer) == (1, 0, 1)
    found = licence_on(LAWYER, DAY)
    assert found
    assert found.licence.assessed == 2025


def test_who_and_from_when(house: House) -> None:
    with refused("people.licences_tomorrow"):
        take(house, licence_line(), as_of=house.at.date() + timedelta(days=1))
    with refused("people.not_your_function"):
        take(house, licence_line(), by=house.clerk)
    with refused("people.licences_source"):
        take_licences(table(licence_line()), source=" ", as_of=DAY, by=OPERATOR, at=house.at)


def test_a_person_proves_the_own_licence(house: House) -> None:
    take(house, licence_line(), worker_line())
    assert reasons(house, house.lin) == ["people.licence_not_proven"]
    prove_licence(f" {LAWYER[:5]} {LAWYER[5:]}", by=party(house.lin.uid), at=house.at)
    assert reasons(house, house.lin) == []
    assert reasons(house, house.lin, LicenceKind.LEGAL_WORKER) == ["people.licence_not_proven"]
    prove_licence(WORKER, by=party(house.zhou.uid), at=house.at)
    assert reasons(house, house.zhou, LicenceKind.LEGAL_WORKER) == []
    held = licence_of(house.lin.uid, house.at.date())
    assert held
    assert held.licence.firm == "重庆示例律师事务所"
    with refused("people.licence_held"):
        prove_licence(LAWYER, by=party(house.lin.uid), at=house.at)


def test_a_proven_licence_counts_only_while_the_register_says_so(house: House) -> None:
    take(house, licence_line())
    prove_licence(LAWYER, by=party(house.lin.uid), at=house.at)
    suspended = licence_line(状态="停止执业", 状态起="2026-11-15", 状态止="2026-12-14")
    take(house, suspended, as_of=date(2026, 11, 15))
    assert reasons(house, house.lin) == ["people.licence_suspended"]
    earlier = practice_problems(house.lin.uid, LicenceKind.LAWYER, date(2026, 11, 14))
    assert earlier == [], "the day of the act counts, not the day of the question"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"姓名": "林小梅"}, "people.licence_of_another"),
        ({"身份证号": ""}, "people.licence_at_counter"),
        ({"有效期至": "2026-11-22"}, "people.licence_expired"),
        ({"状态": "吊销", "状态起": "2026-01-01"}, "people.licence_ended"),
        ({"考核年度": "2023"}, "people.licence_not_checked"),
        ({"执业证号": "15001201510999999"}, "people.licence_unknown"),
    ],
)
def test_a_licence_that_does_not_fit_is_refused(house: House, line: dict[str, str], reason: str) -> None:
    take(house, licence_line(**line))
    with refused(reason):
        prove_licence(LAWYER, by=party(house.lin.uid), at=house.at)
    assert not Entry.objects.filter(event="licence_proven").exists()


def test_one_licence_is_one_persons_and_no_helper_proves_it(house: House) -> None:
    take(house, licence_line(身份证号=""))
    note_licence(house.lin.uid, LAWYER, by=house.clerk, at=house.at)
    namesake = person("林晓梅", 9)
    with refused("people.licence_taken"):
        note_licence(namesake.uid, LAWYER, by=house.clerk, at=house.at)
    with refused("people.sign_in_first"):
        prove_licence(LAWYER, by=party(house.lin.uid, helper=house.clerk), at=house.at)
    with refused("people.not_your_function"):
        note_licence(house.lin.uid, LAWYER, by=house.judge, at=house.at)


def test_the_register_finds_by_whole_words_only(house: House) -> None:
    take(house, licence_line(), worker_line())
    today = house.at.date()
    assert [one.licence.number for one in licences_found("林晓梅", today)] == [LAWYER]
    assert [one.licence.number for one in licences_found(FIRM.lower(), today)] == [LAWYER]
    assert licences_found("林", today) == licences_found("", today) == []


# The online register, in a process of its own


def look(house: House, service: OutsideService | None, number: str = LAWYER) -> None:
    look_up_licence(number, kind=LicenceKind.LAWYER, service=service, by=party(house.lin.uid), at=house.at)


def test_the_online_register_is_kept_as_of_today(house: House, tmp_path: Path) -> None:
    take(house, licence_line(考核年度="2024"))
    with registers(tmp_path, table(licence_line())) as service:
        look(house, service)
    found = licence_on(LAWYER, house.at.date())
    assert found
    assert (found.licence.assessed, found.since, found.source) == (2025, house.at.date(), service.name)
    assert Entry.objects.filter(event="licence_looked").count() == 1
    prove_licence(LAWYER, by=party(house.lin.uid), at=house.at)


def test_what_the_online_register_does_not_know_is_no_licence(house: House, tmp_path: Path) -> None:
    take(house, licence_line())
    with registers(tmp_path, table(worker_line())) as service, refused("people.licence_unknown"):
        look(house, service)


def test_a_silent_register_leaves_the_list_that_is_here(house: House, tmp_path: Path) -> None:
    with registers(tmp_path, table(licence_line())) as service:
        pass
    with refused("people.provider_silent"):
        look(house, service)
    take(house, licence_line())
    look(house, service)
    look(house, None)


def test_an_answer_about_another_licence_or_with_a_wrong_key_is_silence(house: House, tmp_path: Path) -> None:
    with registers(tmp_path, table(licence_line(状态="未知"))) as service, refused("people.provider_silent"):
        look(house, service)
    with registers(tmp_path, table(licence_line())) as service, refused("people.provider_silent"):
        look(house, OutsideService(service.address, "wrong", "a", "b"))


def test_a_number_that_cannot_be_right_is_never_asked(house: House) -> None:
    with refused("people.licence_number_form"):
        look(house, OutsideService("http://127.0.0.1:1", "k", "a", "b"), "../organisations")


# Letters of firms


def firm_of(house: House, code: str = FIRM) -> tuple[PersonView, Actor]:
    """The firm, and its head acting for it: zhou."""
    firm = step(
        OPERATOR,
        house.at,
        lambda record: register_person(
            record,
            name="重庆示例律师事务所",
            kind="other",
            platform=settings.TONGBAN.slug,
            id_kind="credit_code",
            id_number=code,
        ),
    )
    account = account_of(house, house.zhou.uid)
    note_representative(firm.uid, str(account), by=house.clerk, at=house.at)
    return firm, acting(firm.uid, house.zhou.uid)


def acting(firm: UUID, helper: UUID) -> Actor:
    from dataclasses import replace

    return replace(party(firm), helper=helper)


def write(house: House, by: Actor, licence: str = LAWYER, number: str = "（2026）示例函第1号") -> UUID:
    return write_letter(number, licence, "王小明", "民间借贷纠纷一审", by=by, at=house.at)


def test_a_firm_writes_a_letter_and_takes_it_back(house: House) -> None:
    take(house, licence_line())
    firm, head = firm_of(house)
    letter = write(house, head)
    assert [one.client for one in letters_naming(LAWYER)] == ["王小明"]
    withdraw_letter(letter, by=head, at=house.at)
    assert letters_of_firm(firm.uid)[0].withdrawn_at == house.at
    with refused("people.no_such_letter"):
        withdraw_letter(letter, by=head, at=house.at)


def test_a_member_who_may_sign_writes_letters_too_and_nobody_else(house: House) -> None:
    take(house, licence_line())
    firm, head = firm_of(house)
    lin = account_of(house, house.lin.uid)
    member = name_helper(str(lin), 30, rights=("file", "pay"), by=head, at=house.at)
    with refused("people.member_right_missing"):
        write(house, acting(firm.uid, house.lin.uid))
    set_rights(member, ("sign",), by=head, at=house.at)
    write(house, acting(firm.uid, house.lin.uid))
    for nobody in (party(house.lin.uid), party(firm.uid), acting(firm.uid, person("王小明", 9).uid)):
        with refused("people.firm_acts"):
            write(house, nobody, number="2")


def test_a_letter_names_somebody_of_the_firm_who_may_practise(house: House) -> None:
    take(house, licence_line(考核年度="2023"), licence_line(执业证号="15001201510123457", 机构代码=OTHER_FIRM))
    _firm, head = firm_of(house)
    with refused("people.licence_not_checked"):
        write(house, head)
    with refused("people.licence_of_another_firm"):
        write(house, head, "15001201510123457")
    with refused("people.licence_of_another_firm"):
        write(house, head, "?")


def test_a_letter_is_whole_and_its_number_counts_once(house: House) -> None:
    take(house, licence_line())
    _firm, head = firm_of(house)
    write(house, head)
    with refused("people.letter_twice"):
        write(house, head)
    with refused("people.letter_part", "people.letter_part"):
        write_letter(" ", LAWYER, "客户", "案" * 201, by=head, at=house.at)
