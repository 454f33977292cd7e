"""Witnesses in the room: called in, shown one exhibit, released, and closed out again; each reads the own words."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.acts.conduct import does, prepared
from tests.acts.witnesses import TOLD, bound, granted, heard, in_session, joined, witness
from tests.builders import House, id_number, material, party, person, refused
from tongban.cases.models import Witness
from tongban.cases.queries import case_seen_by
from tongban.cases.queries.witnesses import own_testimonies, own_testimony, witness_in, witnesses_seen_by
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cases.vocabulary.witnesses import WitnessState
from tongban.cooperation.queries import is_party, sheet_seen_by
from tongban.documents.queries import document, documents_of
from tongban.evidence.queries import exhibits_of, exhibits_seen_by
from tongban.hearings.actions.session import close_hearing, write_line
from tongban.hearings.actions.witnesses import (
    call_in,
    confirm_statement,
    release_witness,
    show_exhibit,
)
from tongban.hearings.models import RecordLine
from tongban.hearings.queries import hearing_of, hearings_seen_by, record_digest, statement_of
from tongban.hearings.vocabulary import Way
from tongban.people.actions.prove import prove_again
from tongban.people.vocabulary import PersonView
from tongban.privacy.queries import everything_about, holdings_of
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def he(house: House) -> PersonView:
    """Somebody who saw what happened."""
    return person("何欢", 9)


@pytest.fixture
def room(house: House, case: CaseView, he: PersonView) -> UUID:
    """A hearing in session; the witness has joined and signed, and waits outside."""
    uid = granted(house, case)
    in_session(house, case)
    joined(house, uid, he)
    bound(house, uid, he)
    return uid


def state(uid: UUID) -> str:
    return Witness.objects.get(uid=uid).state


def test_a_witness_sees_nothing_of_the_case_before_during_or_after(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    def blind() -> None:
        viewer = house.viewer(he.uid)
        assert not is_party(viewer, case.uid)
        assert hearings_seen_by(viewer, case.uid) == []
        assert exhibits_seen_by(viewer, case.uid) == []
        with refused("cases.no_such_case"):
            case_seen_by(viewer, case.uid)
        with refused("cases.no_such_case"):
            does(house, he, "comment_exhibit", case)

    blind()
    heard(house, case, room)
    blind()
    release_witness(case.uid, room, by=house.judge, at=house.at)
    blind()


def test_calling_in_and_releasing_are_acts_of_the_judge_and_stand_in_the_record(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    for by, reason in ((house.clerk, "witness.not_your_act"), (party(house.lin.uid), "witness.not_your_act")):
        with refused(reason):
            call_in(case.uid, room, by=by, at=house.at)
    heard(house, case, room)
    assert house.viewer(he.uid).testifying == {(case.uid, he.uid)}
    with refused("hearings.witness_still_here"):
        close_hearing(case.uid, by=house.judge, at=house.at)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    assert house.viewer(he.uid).testifying == frozenset()
    texts = list(RecordLine.objects.order_by("number").values_list("text", flat=True))
    assert texts == ["传证人何欢到庭作证。", "我看见他把现金交给了被告。", "证人何欢退庭。"]


def test_one_witness_is_heard_at_a_time_unless_the_judge_confronts_two(
    house: House, case: CaseView, room: UUID
) -> None:
    second = granted(house, case, name="何小天", id_number="", exempt=True)
    heard(house, case, room)
    with refused("witness.alone"):
        call_in(case.uid, second, by=house.judge, at=house.at)
    call_in(case.uid, second, confront=True, by=house.judge, at=house.at)
    assert '"confronted":true' in Entry.objects.filter(event="witness_called_in").latest("id").body


def test_words_of_a_witness_are_noted_only_of_who_was_called_in(house: House, case: CaseView, room: UUID) -> None:
    said = {"part": "investigation", "speaker": "witness", "name": "何欢", "text": "我看见了。"}
    who = {"by": house.clerk, "at": house.at}
    with refused("hearings.witness_not_called"):
        write_line(case.uid, **said, witness=room, **who)
    with refused("hearings.witness_unnamed"):
        write_line(case.uid, **said, **who)
    heard(house, case, room)
    with refused("hearings.witness_unnamed"):
        write_line(case.uid, **(said | {"speaker": "judge"}), witness=room, **who)
    with refused("hearings.other_witness"):
        write_line(case.uid, **said, witness=room, corrects=1, **who)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    with refused("hearings.witness_not_called"):
        write_line(case.uid, **said, witness=room, **who)
    write_line(case.uid, **said, witness=room, corrects=2, **who)


def test_a_witness_reads_the_own_words_and_never_those_of_another(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    other = person("何小天", 8)
    second = granted(house, case, name=other.name, id_number=id_number(8))
    joined(house, second, other)
    bound(house, second, other)
    heard(house, case, room)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    heard(house, case, second, "我也在场。")
    release_witness(case.uid, second, by=house.judge, at=house.at)
    assert [line.text for line in statement_of(house.viewer(he.uid), room)[0]] == ["我看见他把现金交给了被告。"]
    assert statement_of(house.viewer(he.uid), second)[0] == []
    assert [one.uid for one in own_testimonies(house.viewer(he.uid))] == [room]
    assert [one.uid for one in witnesses_seen_by(house.viewer(he.uid), case.uid)] == [room]
    with refused("cases.no_such_witness"):
        own_testimony(house.viewer(he.uid), second)


def test_an_exhibit_is_shown_to_the_witness_who_testifies_that_one_alone_and_no_longer(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    does(house, house.lin, "submit_exhibit", case, (material("files"),), title="收条", proves="收到", source="本人")
    first, second = exhibits_of(case.uid)[0], exhibits_of(case.uid)[-1]
    with refused("witness.not_at_this_stage"):
        show_exhibit(case.uid, room, second.uid, by=house.judge, at=house.at)
    heard(house, case, room)
    with refused("witness.not_your_act"):
        show_exhibit(case.uid, room, second.uid, by=house.clerk, at=house.at)
    with refused("evidence.no_such_exhibit"):
        show_exhibit(case.uid, room, UUID(int=5), by=house.judge, at=house.at)
    show_exhibit(case.uid, room, second.uid, by=house.judge, at=house.at)
    shown = [d for d in documents_of(house.viewer(he.uid), subjects=[room]) if d.kind == "shown_exhibit"]
    assert len(shown) == len(second.documents)
    assert all(document(house.viewer(he.uid), uid) is None for uid in (*first.documents, *second.documents))
    for who in (house.lin.uid, house.zhou.uid, house.wuhou_judge.person):
        assert document(house.viewer(who), shown[0].uid) is None  # type: ignore[arg-type]
    release_witness(case.uid, room, by=house.judge, at=house.at)
    assert document(house.viewer(he.uid), shown[0].uid) is None
    assert {d.kind for d in documents_of(house.viewer(he.uid), subjects=[room])} == {"witness_notice"}


def test_a_witness_whom_nobody_released_has_left_by_the_end_of_the_day(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    heard(house, case, room)
    house.clock.forward(days=1)
    assert house.viewer(he.uid).testifying == frozenset()


def test_testifying_in_one_case_opens_nothing_of_another(house: House, case: CaseView, he: PersonView) -> None:
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    there, here = granted(house, other), granted(house, case)
    in_session(house, other)
    joined(house, there, he)
    bound(house, there, he)
    heard(house, other, there)
    show_exhibit(other.uid, there, exhibits_of(other.uid)[0].uid, by=house.judge, at=house.at)
    assert len(documents_of(house.viewer(he.uid), subjects=[there])) > 1
    release_witness(other.uid, there, by=house.judge, at=house.at)
    in_session(house, case)
    joined(house, here, he)
    bound(house, here, he)
    heard(house, case, here)
    assert {d.kind for d in documents_of(house.viewer(he.uid), subjects=[there])} == {"witness_notice"}


def test_the_witness_confirms_the_words_that_were_read_with_what_is_to_be_corrected(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    heard(house, case, room)
    with refused("witness.not_at_this_stage"):
        confirm_statement(room, digest="", by=witness(he), at=house.at)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    read = statement_of(house.viewer(he.uid), room)[1]
    house.clock.forward(hours=13)
    with refused("people.check_again"):
        confirm_statement(room, digest=read, by=witness(he), at=house.at)
    prove_again(by=party(he.uid), at=house.at)
    with refused("hearings.other_statement"):
        confirm_statement(room, digest="0" * 64, by=witness(he), at=house.at)
    with refused("cases.no_such_witness"):
        confirm_statement(room, digest=read, by=witness(house.zhou), at=house.at)
    confirm_statement(room, digest=read, correction="是转账，不是现金。", by=witness(he), at=house.at)
    assert state(room) == WitnessState.CONFIRMED
    said = {"part": "investigation", "speaker": "witness", "name": "何欢", "text": "改了。"}
    with refused("hearings.witness_not_called"):
        write_line(case.uid, **said, witness=room, corrects=2, by=house.clerk, at=house.at)
    close_hearing(case.uid, by=house.judge, at=house.at)
    hearing = hearing_of(case.uid)
    assert hearing is not None
    assert [(c.party, c.objections) for c in hearing.confirmations] == [(room, "是转账，不是现金。")]
    assert record_digest(hearing.uid) == hearing.digest
    shown = sheet_seen_by(house.viewer(house.lin.uid), case.uid)["hearing"]["hearings"][0]
    assert shown["confirmations"][0]["name"] == "何欢"
    assert "我看见他把现金交给了被告。" in str(shown["record"])


def test_the_clerk_notes_what_the_witness_did_on_paper(house: House, case: CaseView, room: UUID) -> None:
    heard(house, case, room)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    who = {"by": house.clerk, "at": house.at}
    with refused("hearings.way_missing"):
        confirm_statement(room, way=Way.ONLINE, **who)
    with refused("hearings.refusal_without_reason"):
        confirm_statement(room, way=Way.REFUSED, **who)
    confirm_statement(room, way=Way.PAPER, **who)
    assert state(room) == WitnessState.CONFIRMED


def test_a_witness_who_says_nothing_confirms_nothing(house: House, case: CaseView, room: UUID) -> None:
    call_in(case.uid, room, by=house.judge, at=house.at)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    with refused("hearings.statement_empty"):
        confirm_statement(room, way=Way.PAPER, by=house.clerk, at=house.at)


def test_a_witness_is_called_in_again_after_the_release(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    heard(house, case, room)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    heard(house, case, room, "我再说一遍。")
    assert house.viewer(he.uid).testifying == {(case.uid, he.uid)}
    assert witness_in(case.uid, room).state is WitnessState.TESTIFYING


def test_what_is_held_about_a_witness_is_handed_over_and_kept_while_it_is_needed(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    viewer = house.viewer(he.uid)
    held = everything_about(he.uid, viewer, at=house.at)
    assert [one["proves"] for one in held["testimonies"]] == [TOLD["proves"]]
    assert held["cases"] == []
    assert holdings_of(he.uid, viewer, at=house.at).under_way == 1
