"""`visible` and `visible_q` are two readings of one table; a viewer's facts are what the registers say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.acts.agents import named
from tests.acts.conduct import prepared
from tests.builders import MONDAY, House, staff
from tongban.access.visibility import visible, visible_q
from tongban.access.vocabulary import Label, Layer, Sight, Viewer
from tongban.cooperation.queries.sheet import sheet_of
from tongban.documents.models import Document
from tongban.documents.queries import document
from tongban.filing.actions.decide import accept
from tongban.filing.models import Draft
from tongban.frame.guard import lifted
from tongban.people.models import Appointment
from tongban.people.vocabulary import STAFF_ROLES, Role

PEOPLE = [UUID(int=n) for n in range(1, 5)]
CASES = [UUID(int=n) for n in range(101, 104)]
COURTS = ["渝0103", "川0107", ""]
MOMENTS = [MONDAY + timedelta(minutes=n) for n in (-1, 0, 1)]

labels = st.builds(
    Label,
    layer=st.sampled_from(Layer),
    court=st.sampled_from(COURTS),
    case=st.none() | st.sampled_from(CASES),
    holder=st.none() | st.sampled_from(PEOPLE),
    until=st.none() | st.sampled_from(MOMENTS),
)
pairs = st.frozensets(st.tuples(st.sampled_from(CASES), st.sampled_from(PEOPLE)), max_size=3)
viewers = st.builds(
    Viewer,
    now=st.just(MONDAY),
    person=st.none() | st.sampled_from(PEOPLE),
    persons=st.frozensets(st.sampled_from(PEOPLE), max_size=3),
    courts=st.frozensets(st.sampled_from(COURTS), max_size=2),
    cases=st.frozensets(st.sampled_from(CASES), max_size=2),
    panels=st.frozensets(st.sampled_from(CASES), max_size=2),
    kept=st.frozensets(st.sampled_from(CASES), max_size=2),
    opened=st.frozensets(st.sampled_from(CASES), max_size=2),
    acting=pairs,
    testifying=pairs,
    mediating=st.frozensets(st.sampled_from(CASES), max_size=2),
    sides=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    beside_staff=st.booleans(),
    roles=st.frozensets(
        st.tuples(st.sampled_from([*STAFF_ROLES, Role.HELPER, Role.MEDIATOR]), st.sampled_from(COURTS)), max_size=3
    ),
)


class TestBothReadings(TestCase):
    """Rows of `Draft` stand for every table with a label: drafts may be written without an act."""

    @given(st.lists(labels, min_size=1, max_size=8), viewers)
    def test_the_database_shows_exactly_what_the_rule_allows(self, given_labels: list[Label], viewer: Viewer) -> None:
        rows = {row.pk: label for label in given_labels for row in [_row(label)]}
        full = set(Draft.objects.filter(visible_q(viewer), pk__in=rows).values_list("pk", flat=True))
        some = set(Draft.objects.filter(visible_q(viewer, masked=True), pk__in=rows).values_list("pk", flat=True))
        assert full == {pk for pk, label in rows.items() if visible(viewer, label) is Sight.FULL}
        assert some == {pk for pk, label in rows.items() if visible(viewer, label) is not Sight.HIDDEN}


def _row(label: Label) -> Draft:
    columns = {"court": label.court, "case": label.case, "holder": label.holder, "until": label.until}
    return Draft.objects.create(
        layer=label.layer, **columns, interview="x", version="1", started_at=MONDAY, saved_at=MONDAY
    )


@pytest.mark.parametrize("layer", [layer for layer in Layer if layer is not Layer.PUBLIC])
def test_a_stranger_sees_nothing_in_full_but_what_is_public(layer: Layer) -> None:
    label = Label(layer, court="渝0103", case=CASES[0], holder=PEOPLE[0])
    assert visible(Viewer(now=MONDAY), label) is not Sight.FULL
    assert visible(Viewer(now=MONDAY, person=PEOPLE[1], persons=frozenset({PEOPLE[1]})), label) is not Sight.FULL


def _of_staff(person: UUID, role: Role, court: str = "渝0103", **cases: frozenset[UUID]) -> Viewer:
    return Viewer(now=MONDAY, person=person, courts=frozenset({court}), roles=frozenset({(role.value, court)}), **cases)


def test_the_panels_layer_is_closed_to_parties_and_to_other_staff() -> None:
    label = Label(Layer.PANEL, court="渝0103", case=CASES[0])
    party = Viewer(now=MONDAY, person=PEOPLE[0], persons=frozenset({PEOPLE[0]}), cases=frozenset({CASES[0]}))
    clerk = _of_staff(PEOPLE[1], Role.CLERK, kept=frozenset({CASES[0]}))
    president = _of_staff(PEOPLE[3], Role.PRESIDENT)
    judge = _of_staff(PEOPLE[2], Role.JUDGE, panels=frozenset({CASES[0]}))
    seen = [visible(v, label) for v in (party, clerk, president, judge)]
    assert seen == [Sight.HIDDEN, Sight.HIDDEN, Sight.HIDDEN, Sight.FULL]


FILE = {"public", "process", "handed_in", "counter", "errand", "case", "witness", "staff"}
LAYERS_OF_FUNCTIONS = [
    # role, what the person is in the case, which of its rows are seen in full
    ("clerk", "", {"public", "process", "counter", "errand", "helpline"}),
    ("clerk", "opened", FILE | {"helpline"}),
    ("clerk", "kept", FILE | {"sealed", "stand", "helpline"}),
    ("judge", "", {"public", "process"}),
    ("judge", "panels", FILE - {"errand"} | {"sealed", "stand", "panel", "helpline"}),
    ("president", "", {"public", "process", "counter", "errand", "helpline", "complaint"}),
    ("president", "opened", FILE | {"helpline", "complaint"}),
    ("liaison", "", {"public", "errand"}),
    ("helper", "", {"public"}),
    ("mediator", "", {"public"}),
    ("mediator", "mediating", {"public", "mediation", "caucus"}),
]


@pytest.mark.parametrize(("role", "fact", "seen"), LAYERS_OF_FUNCTIONS)
def test_a_function_opens_what_its_work_needs_and_no_more(role: str, fact: str, seen: set[str]) -> None:
    viewer = _of_staff(PEOPLE[1], Role(role), **({fact: frozenset({CASES[0]})} if fact else {}))
    label = {layer: Label(layer, court="渝0103", case=CASES[0], holder=PEOPLE[0]) for layer in Layer}
    assert {layer.value for layer in Layer if visible(viewer, label[layer]) is Sight.FULL} == seen
    elsewhere = {layer: Label(layer, court="川0107", case=CASES[1], holder=PEOPLE[0]) for layer in Layer}
    assert {layer.value for layer in Layer if visible(viewer, elsewhere[layer]) is Sight.FULL} == {"public"}


@pytest.mark.parametrize("role", [Role.CLERK, Role.PRESIDENT])
def test_what_belongs_to_no_case_is_the_work_of_the_office(role: Role) -> None:
    viewer = _of_staff(PEOPLE[1], role)
    assert visible(viewer, Label(Layer.STAFF, court="渝0103")) is Sight.FULL
    assert visible(viewer, Label(Layer.STAFF, court="川0107")) is Sight.HIDDEN


@pytest.mark.parametrize("role", [Role.CLERK, Role.JUDGE, Role.PRESIDENT])
def test_what_is_handed_in_is_the_registrys_until_there_is_a_case(role: Role) -> None:
    viewer = _of_staff(PEOPLE[1], role)
    label = Label(Layer.HANDED_IN, court="渝0103", holder=PEOPLE[0])
    seen = [visible(viewer, one) for one in (label, replace(label, case=CASES[0]), replace(label, court="川0107"))]
    assert seen == [Sight.FULL, Sight.HIDDEN, Sight.HIDDEN]


def test_sealed_material_is_hidden_from_the_other_party_and_shown_to_whom_it_belongs() -> None:
    label = Label(Layer.SEALED, court="渝0103", case=CASES[0], holder=PEOPLE[0])
    mine = Viewer(now=MONDAY, person=PEOPLE[0], persons=frozenset({PEOPLE[0]}), cases=frozenset({CASES[0]}))
    other = Viewer(now=MONDAY, person=PEOPLE[1], persons=frozenset({PEOPLE[1]}), cases=frozenset({CASES[0]}))
    assert [visible(v, label) for v in (mine, other)] == [Sight.FULL, Sight.HIDDEN]


def test_a_judge_who_left_the_court_sits_in_none_of_its_cases(house: House) -> None:
    case = house.case()
    judge = house.judge.person
    assert judge is not None
    assert house.viewer(judge).panels == {case.uid}
    with lifted("test: the judge goes to another court"):
        Appointment.objects.filter(person__uid=judge).update(court="川0107")
    assert house.viewer(judge).panels == frozenset()


def test_what_is_shown_until_a_day_is_gone_for_the_public_and_stays_for_the_court() -> None:
    label = Label(Layer.PUBLIC, court="渝0103", until=MONDAY)
    assert visible(Viewer(now=MONDAY), label) is Sight.HIDDEN
    assert visible(_of_staff(PEOPLE[1], Role.CLERK), label) is Sight.FULL


def test_a_viewer_is_what_the_registers_say_today(house: House) -> None:
    case = house.case()
    lin = house.viewer(house.lin.uid)
    assert (lin.cases, lin.courts, lin.panels) == ({case.uid}, frozenset(), frozenset())
    judge = house.viewer(house.judge.person)  # type: ignore[arg-type]
    assert (judge.courts, judge.panels, judge.has_role("judge", "渝0103")) == ({"渝0103"}, {case.uid}, True)
    assert not judge.has_role("judge", "川0107")
    assert not judge.has_role("clerk")


def test_an_appointment_counts_from_its_first_day_until_its_last(house: House) -> None:
    clerk = staff("渝0103", Role.CLERK, "周洁", at=house.at + timedelta(days=1))
    uid = clerk.person
    assert uid is not None
    assert house.viewer(uid).courts == frozenset()
    house.clock.forward(days=1)
    assert house.viewer(uid).courts == {"渝0103"}
    with lifted("test: the appointment ends"):
        Appointment.objects.filter(person__uid=uid).update(until=house.at + timedelta(hours=1))
    house.clock.forward(hours=1)
    assert house.viewer(uid).courts == frozenset()


def test_only_functions_of_a_court_open_its_rows(house: House) -> None:
    helper = staff("渝0103", Role.HELPER, "黄兰").person
    assert helper is not None
    assert house.viewer(helper).courts == frozenset()


def _people(house: House) -> list[UUID]:
    """Two judges and two clerks of the court, and the plaintiff at the end."""
    others = [staff("渝0103", role, f"{role.value}甲").person for role in (Role.JUDGE, Role.CLERK)]
    return [one for one in (house.judge.person, house.clerk.person, *others, house.lin.uid) if one]


def _who_sees(house: House, people: list[UUID], uid: UUID) -> set[UUID]:
    return {person for person in people if document(house.viewer(person), uid)}


def test_an_identity_copy_is_the_registrys_until_there_is_a_case_and_then_for_who_conducts_it(house: House) -> None:
    filing, people = house.filing(), _people(house)
    uid = Document.objects.get(subject=filing, kind="files.identity").uid
    assert _who_sees(house, people, uid) == set(people)
    case = accept(filing, by=house.clerk, at=house.at)
    assert _who_sees(house, people, uid) == {house.lin.uid, case.judge, case.clerk}
    assert str(uid) not in {one["uid"] for one in sheet_of(house.viewer(house.lin.uid), case.uid)["papers"]}


def test_a_power_that_waits_for_the_check_is_for_who_conducts_the_case(house: House) -> None:
    case = prepared(house)
    named(house, case, house.lin)
    paper = Document.objects.get(case=case.uid, kind="authority")
    assert paper.layer == Layer.HANDED_IN
    assert _who_sees(house, _people(house), paper.uid) == {house.lin.uid, case.judge, case.clerk}
