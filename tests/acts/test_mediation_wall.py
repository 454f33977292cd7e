"""The wall of a mediation: who asks late, from the side, by the register or by an exhibit finds nothing."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Model

from tests.acts.conduct import does
from tests.acts.mediations import Table, chosen, enlisted, referred, seated
from tests.builders import OPERATOR, YUZHONG, House, material, picture, refused, staff, step
from tongban.access.models import Labelled
from tongban.access.visibility import visible, visible_q
from tongban.access.vocabulary import BEHIND_THE_WALL, Label, Layer, Sight, Viewer
from tongban.cases.actions.opening import open_file
from tongban.cases.models import Case
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.upload import keep_upload, receive_upload
from tongban.documents.models import Document, Version
from tongban.documents.queries import behind_the_wall, document, documents_of, versions
from tongban.frame.guard import lifted
from tongban.mediation.actions.referral import change_mediator, close, confirm
from tongban.mediation.actions.words import agree, ask_release, put_text, speak
from tongban.mediation.models import CommonText, Invitation, Statement
from tongban.mediation.queries import invitation_of, invitations_of, mediation_of, room_of
from tongban.people.vocabulary import Role
from tongban.register.models import Entry
from tongban.register.queries import entries_of_case

WORDS = "底线是十五万，分三期。"


def spoken(table: Table, to: str, *, by: str = "zhou", **more: object) -> UUID:
    return speak(table.case.uid, WORDS, to=to, by=getattr(table, by), at=table.house.at, **more)  # type: ignore[arg-type]


def viewers(table: Table) -> dict[str, Viewer]:
    """Everybody who might look, as the registers say it."""
    house = table.house
    chief = staff(YUZHONG, Role.PRESIDENT, "郑院长")
    other = staff(YUZHONG, Role.CLERK, "韩梅")
    open_file(table.case.number, "代为送达。", by=other, at=house.at)
    open_file(table.case.number, "审判监督。", by=chief, at=house.at)
    people = {
        "judge": house.judge,
        "clerk": house.clerk,
        "president with a task": chief,
        "clerk with a task": other,
        "another judge": staff(YUZHONG, Role.JUDGE, "钱伟"),
        "judge elsewhere": house.wuhou_judge,
        "liaison": staff(YUZHONG, Role.LIAISON, "冯敏"),
    }
    found = {who: house.viewer(by.person) for who, by in people.items() if by.person}
    found["office of the case"] = Viewer.office(YUZHONG, house.at, table.case.uid)
    found["nobody"] = Viewer(now=house.at)
    return found


def at_table(table: Table) -> dict[str, Viewer]:
    house = table.house
    assert table.mediator.person
    return {
        "lin": house.viewer(house.lin.uid),
        "zhou": house.viewer(house.zhou.uid),
        "mediator": house.viewer(table.mediator.person),
    }


def walled() -> list[type[Model]]:
    """Tables of rows with a label."""
    return [t for t in apps.get_models() if issubclass(t, Labelled) and t.__module__.startswith("tongban.")]


def test_nobody_of_any_court_sees_a_row_behind_the_wall(house: House) -> None:
    table = seated(house)
    spoken(table, "all", materials=(material("files"),))
    spoken(table, "mediator", materials=(material("files"),))
    put_text(table.case.uid, "facts", "借款属实。", by=table.mediator, at=house.at)
    rows = [row for kind in walled() for row in kind._default_manager.filter(layer__in=BEHIND_THE_WALL)]
    assert {type(row) for row in rows} == {Statement, CommonText, Document}
    for who, viewer in viewers(table).items():
        assert [row for row in rows if visible(viewer, row.label) is not Sight.HIDDEN] == [], who  # type: ignore[attr-defined]
        for kind in walled():
            seen = kind._default_manager.filter(visible_q(viewer, masked=True), layer__in=BEHIND_THE_WALL)
            assert list(seen) == [], who


def test_each_at_the_table_reads_what_is_for_him_or_her(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    for_all, from_zhou = spoken(table, "all"), spoken(table, "mediator")
    to_lin = spoken(table, str(table.case.parties[0].uid), by="mediator")
    seats = at_table(table)
    state = mediation_of(case)
    assert state
    seen = {who: {one.uid for one in room_of(viewer, state).statements} for who, viewer in seats.items()}
    assert seen == {"lin": {for_all, to_lin}, "zhou": {for_all, from_zhou}, "mediator": {for_all, from_zhou, to_lin}}


def test_files_shown_alone_are_seen_by_that_side_and_the_mediator(house: House) -> None:
    table = seated(house)
    spoken(table, "mediator", materials=(material("files"),))
    shown = {who: len(behind_the_wall(v, table.case.uid)) for who, v in at_table(table).items()}
    assert shown == {"lin": 0, "zhou": 1, "mediator": 1}


def test_the_mediator_sees_nothing_any_more_when_it_has_ended(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    spoken(table, "all", materials=(material("files"),))
    state = mediation_of(case)
    assert state
    before = at_table(table)["mediator"]
    assert room_of(before, state).statements
    assert before.mediating == {case}
    close(case, "wide_gap", by=table.mediator, at=house.at)
    after = at_table(table)["mediator"]
    assert after.mediating == frozenset()
    assert (room_of(after, state).statements, behind_the_wall(after, case)) == ((), [])
    assert (invitations_of(after), invitation_of(after, case)) == ([], None)
    assert room_of(at_table(table)["lin"], state).statements, "the parties keep what was said to them"
    with refused("mediation.not_at_this_stage"):
        spoken(table, "all", by="mediator")


def test_a_mediator_who_was_changed_is_a_stranger(house: House) -> None:
    table = seated(house)
    spoken(table, "all")
    change_mediator(table.case.uid, by=table.lin, at=house.at)
    state = mediation_of(table.case.uid)
    assert state
    assert room_of(at_table(table)["mediator"], state).statements == ()
    with refused("mediation.no_such_mediation"):
        spoken(table, "all", by="mediator")


def test_a_mediator_reads_of_the_courts_file_what_was_handed_over_alone(house: House) -> None:
    table = seated(house)
    mediator = at_table(table)["mediator"]
    assert documents_of(mediator, case=table.case.uid) == []
    assert not Case.objects.filter(visible_q(mediator), uid=table.case.uid).exists()
    found = invitation_of(mediator, table.case.uid)
    assert found
    assert (found.matter.number, len(found.matter.parties)) == (table.case.number, 2)
    assert Invitation.objects.filter(visible_q(at_table(table)["lin"])).count() == 0


def test_the_court_hands_over_complaint_and_answer_and_nothing_else_of_its_file(house: House) -> None:
    who, case = enlisted(house), referred(house)
    chosen(house, case, who)
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    for kind in ("complaint", "defence", "exhibit", "record"):
        file = receive_upload(picture(), "scan.png", secret="no")
        step(
            OPERATOR,
            house.at,
            lambda record, file=file, kind=kind: keep_upload(record, file, kind=kind, title=kind, label=label),
        )
    confirm(case.uid, by=who, at=house.at)
    state = mediation_of(case.uid)
    assert state
    assert who.person
    mediator, lin = house.viewer(who.person), house.viewer(house.lin.uid)
    assert [one.title for one in room_of(mediator, state).handed] == ["complaint", "defence"]
    assert [one.title for one in room_of(lin, state).handed] == ["complaint", "defence"]
    assert documents_of(mediator, case=case.uid) == []
    close(case.uid, "other", by=who, at=house.at)
    assert room_of(house.viewer(who.person), state).handed == ()


@pytest.mark.parametrize("column", ["judge", "clerk"])
def test_who_comes_to_try_or_keep_the_case_stands_before_the_wall(house: House, column: str) -> None:
    table = seated(house)
    spoken(table, "all")
    role = {"judge": Role.JUDGE, "clerk": Role.CLERK}[column]
    assert table.mediator.person
    with lifted("test: the mediator gets an office in the case"):
        from tongban.people.models import Appointment, Person

        Appointment.objects.create(
            person=Person.objects.get(uid=table.mediator.person), role=role, court=YUZHONG, since=house.at
        )
        Case.objects.filter(uid=table.case.uid).update(**{column: table.mediator.person})
    viewer = at_table(table)["mediator"]
    assert viewer.mediating == frozenset()
    assert not Statement.objects.filter(visible_q(viewer)).exists()


def test_court_staff_at_the_side_of_a_party_read_nothing_over_the_shoulder(house: House) -> None:
    table = seated(house)
    spoken(table, "all")
    spoken(table, "mediator")
    beside = replace(at_table(table)["zhou"], beside_staff=True, worked_out={})
    assert not Statement.objects.filter(visible_q(beside)).exists()
    assert Case.objects.filter(visible_q(beside), uid=table.case.uid).exists(), "the file of the case is another thing"


def test_what_lies_behind_the_wall_is_no_document_of_the_case_for_those_who_see_it(house: House) -> None:
    table = seated(house)
    spoken(table, "all", materials=(material("files"),))
    zhou = at_table(table)["zhou"]
    [file] = behind_the_wall(zhou, table.case.uid)
    assert document(zhou, file.uid) is None
    assert versions(zhou, file.uid) == []
    assert file.uid not in {one.uid for one in documents_of(zhou, case=table.case.uid)}
    assert documents_of(zhou, subjects=[file.subject] if file.subject else []) == []


def test_the_sheet_that_travels_tells_the_bare_state(house: House) -> None:
    table = seated(house)
    spoken(table, "all", materials=(material("files"),))
    sheet = sheet_of(at_table(table)["zhou"], table.case.uid)
    assert sheet["mediation"] == {"stage": "mediating", "outcome": "", "wish": "", "to_choose": False}
    assert WORDS not in repr(sheet)
    digests = set(Version.objects.filter(document__layer__in=BEHIND_THE_WALL).values_list("sha256", flat=True))
    assert digests
    assert not [digest for digest in digests if digest in repr(sheet)]


def test_the_register_of_the_case_holds_neither_words_nor_a_digest_of_them(house: House) -> None:
    table = seated(house)
    before = Entry.objects.order_by("-id").values_list("id", flat=True)[0]
    said = spoken(table, "mediator", materials=(material("files"),))
    put_text(table.case.uid, "facts", WORDS, by=table.mediator, at=house.at)
    fresh = Entry.objects.filter(id__gt=before)
    assert {entry.event for entry in fresh} == {"words_kept_aside"}
    assert [entry for entry in fresh if entry.case is not None] == []
    row = Statement.objects.get(uid=said)
    file = Version.objects.get(document__subject=said)
    plain = {hashlib.sha256(WORDS.encode()).hexdigest(), file.sha256, file.sm3, str(said), str(table.case.uid)}
    for entry in fresh:
        assert not [one for one in plain if one in entry.body or one in entry.actor], entry.event
    opened = hashlib.sha256(f"{row.salt}\n{WORDS}\n{file.sha256}".encode()).hexdigest()
    assert fresh.filter(body__contains=opened).count() == 1, "who has the salt can prove the words"


def test_the_judge_finds_no_entry_of_what_was_said_in_the_case(house: House) -> None:
    table = seated(house)
    spoken(table, "all")
    events = {entry.event for entry in entries_of_case(table.case.uid)}
    assert "words_kept_aside" not in events
    assert "mediator_confirmed" in events


# Evidence


def test_what_the_other_side_showed_in_the_mediation_is_no_exhibit(house: House) -> None:
    table = seated(house)
    shown = material("files")
    spoken(table, "all", materials=(shown,))
    told = {"title": "还款计划", "proves": "承认欠款", "source": "调解中出示"}
    with refused("evidence.from_mediation") as got:
        does(house, house.lin, "submit_exhibit", table.case, (shown,), **told)
    assert "在线调解规则 18" in got[0].law
    with refused("evidence.from_mediation"):
        cited = told | {"proves": f"见 {shown.sha256.upper()}"}
        does(house, house.lin, "submit_exhibit", table.case, (material("files"),), **cited)
    does(house, house.zhou, "submit_exhibit", table.case, (shown,), **told)


def test_what_a_party_had_from_elsewhere_stays_its_evidence(house: House) -> None:
    table = seated(house)
    receipt, alone = material("files"), material("files")
    told = {"title": "收条", "proves": "收到款项", "source": "本人保存"}
    does(house, house.zhou, "submit_exhibit", table.case, (receipt,), **told)
    spoken(table, "all", materials=(receipt,))
    does(house, house.lin, "submit_exhibit", table.case, (receipt,), **told)
    spoken(table, "mediator", materials=(alone,))
    does(house, house.lin, "submit_exhibit", table.case, (alone,), **(told | {"title": "收条二"}))


def test_what_all_released_is_evidence_again(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    shown = material("files")
    said = spoken(table, "all", materials=(shown,))
    asked = ask_release(case, str(said), by=table.lin, at=house.at)
    agree(case, str(asked), by=table.zhou, at=house.at)
    assert [row.layer for row in Statement.objects.filter(uid=said)] == ["case"]
    assert [row.layer for row in Document.objects.filter(subject=said)] == ["case"]
    told = {"title": "还款计划", "proves": "承认欠款", "source": "经各方同意"}
    does(house, house.lin, "submit_exhibit", table.case, (shown,), **told)
