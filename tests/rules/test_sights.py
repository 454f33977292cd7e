"""Who sees what, a million times: the table of layers and functions against the same law written down a second time."""

from __future__ import annotations

import itertools
import random
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sights import VIEWERS, conducted, label_of
from tables import term, term_of_role

from tests.builders import MONDAY
from tongban.access.fields import FIELDS, Form, form_of, masked
from tongban.access.visibility import visible
from tongban.access.vocabulary import Label, Layer, Sight, Viewer
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import PersonView

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
COMBINATIONS = 1_000_000
PEOPLE = [UUID(int=n) for n in range(1, 6)]
CASES = [UUID(int=n) for n in range(101, 105)]
COURTS = ["渝0103", "川0107", ""]
ROLES = ["clerk", "judge", "president", "liaison", "helper", "party", "mediator"]


def entitled(viewer: Viewer, row: Label) -> bool:  # noqa: C901, PLR0911, PLR0912 - a sentence for each layer
    """The law once more, as sentences, with nothing taken from the tables of `access`."""
    at = {role for role, court in viewer.roles if court == row.court}
    tries, keeps = row.case in viewer.panels, row.case in viewer.kept
    shown = row.until is None or viewer.now < row.until
    theirs = at if row.court else {role for role, _court in viewer.roles}  # of no court yet: any office may claim it
    opened, office = row.case in viewer.opened, row.case is None and bool(theirs & {"clerk", "president"})
    mediates, watched = row.case in viewer.mediating, viewer.beside_staff
    own_side = row.holder in viewer.sides
    party, holder = row.case in viewer.cases, row.holder in viewer.persons
    own = row.holder is not None and row.holder == viewer.person
    represented = any(row.case == case and row.holder == of for case, of in viewer.acting)
    heard = any(row.case == case and row.holder == witness for case, witness in viewer.testifying)
    match row.layer:
        case Layer.PUBLIC:
            return shown or bool(at & {"clerk", "judge", "president", "liaison"})
        case Layer.PROCESS:
            return (party and shown) or bool(at & {"clerk", "judge", "president"})
        case Layer.CASE:
            return (party and shown) or tries or keeps or opened
        case Layer.ERRAND:
            return (holder and shown) or bool(at & {"clerk", "president", "liaison"})
        case Layer.HANDED_IN:
            conducts = tries or keeps or opened
            return (holder and shown) or conducts or (row.case is None and bool(at & {"clerk", "judge", "president"}))
        case Layer.COUNTER:
            registry = {"clerk", "president"} | (set() if row.case else {"judge"})
            return (holder and shown) or tries or bool(at & registry)
        case Layer.OWN:
            return shown and own
        case Layer.WITNESS:
            return (shown and (party or own)) or tries or keeps or opened
        case Layer.STAND:
            return (shown and heard) or tries or keeps
        case Layer.STAFF:
            return office or tries or keeps or opened
        case Layer.SEALED:
            return (shown and (holder or represented)) or tries or keeps
        case Layer.MEDIATION:
            return shown and (mediates or (party and not watched))
        case Layer.CAUCUS:
            return shown and (mediates or (own_side and not watched))
        case Layer.PANEL:
            return tries
        case Layer.HELPLINE:
            return (holder and shown) or tries or bool(at & {"clerk", "president"})
        case Layer.COMPLAINT:
            return (shown and own) or "president" in at
    assert row.layer is Layer.REMOVED
    return False


def _viewers(draw: random.Random, many: int) -> list[Viewer]:
    def some(of: list[UUID], most: int) -> frozenset[UUID]:
        return frozenset(draw.sample(of, draw.randint(0, most)))

    roles = list(itertools.product(ROLES, COURTS))
    return [
        Viewer(
            now=MONDAY,
            person=draw.choice([None, *PEOPLE]),
            persons=some(PEOPLE, 2),
            cases=some(CASES, 2),
            panels=some(CASES, 2),
            kept=some(CASES, 2),
            opened=some(CASES, 2),
            acting=frozenset(zip(some(CASES, 2), draw.sample(PEOPLE, 2), strict=False)),
            testifying=frozenset(zip(some(CASES, 2), draw.sample(PEOPLE, 2), strict=False)),
            mediating=some(CASES, 2),
            sides=some(PEOPLE, 2),
            beside_staff=draw.random() < 0.3,
            roles=frozenset(draw.sample(roles, draw.randint(0, 3))),
        )
        for _ in range(many)
    ]


@pytest.mark.once
def test_a_million_looks_show_what_the_law_allows_and_nothing_else() -> None:
    moments = [None, MONDAY - timedelta(minutes=1), MONDAY, MONDAY + timedelta(minutes=1)]
    labels = [
        Label(layer, court, case, holder, until)
        for layer, court, case, holder, until in itertools.product(
            Layer, COURTS, [None, *CASES], [None, *PEOPLE], moments
        )
    ]
    viewers = _viewers(random.Random(5), COMBINATIONS // len(labels) + 1)
    wrong = [
        (viewer, label)
        for viewer in viewers
        for label in labels
        if (visible(viewer, label) is Sight.FULL) is not entitled(viewer, label)
    ]
    assert len(viewers) * len(labels) >= COMBINATIONS
    assert wrong[:3] == []


def _table(page: str, mark: str) -> list[list[str]]:
    """The rows of a table of the guide, as a reader sees them; the first is its head."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    found = re.search(f"<!-- table: {mark} -->\n(.*?)<!-- end", text, re.DOTALL)
    assert found
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found.group(1).splitlines()]
    return [rows[0], *rows[2:]]


@pytest.mark.parametrize("row", _table("visibility.md", "visibility")[1:], ids=lambda row: row[0])
def test_a_row_of_the_table_of_visibility_says_what_the_law_says(row: list[str]) -> None:
    layer = Layer(row[0].split()[0])
    for said, (name, viewer) in zip(row[1:], VIEWERS.items(), strict=True):
        assert (said == "全部") is entitled(viewer, label_of(layer)), name
        assert (said == "隐名") is (layer is Layer.PROCESS and not entitled(viewer, label_of(layer))), name


@pytest.mark.parametrize("name", conducted())
def test_the_table_of_permissions_says_what_the_procedure_decides(name: str) -> None:
    procedure = conducted()[name]
    rows = [row for row in _table("permissions.md", "permissions") if row[0] == name]
    roles = {role for move in procedure.moves for role in move.by} | {"liaison", "party", "public"}
    open_now = {
        (term(act), term_of_role(role), term(stage))
        for stage, act, role in itertools.product(procedure.stages, {m.act for m in procedure.moves}, roles)
        if not isinstance(procedure.decide(stage, act, role=role, holds=procedure.guards), Refusal)
    }
    said = {(row[1], role, stage) for row in rows for role in row[2].split("；") for stage in row[3].split("；")}
    assert said == open_now


@pytest.mark.parametrize("shown", FIELDS, ids=lambda row: f"{row.item}-{row.field}")
def test_a_field_is_shown_to_its_functions_alone(shown: object) -> None:
    assert shown in FIELDS
    for role in ROLES:
        field = next(row for row in FIELDS if row is shown)
        expected = field.form if role in {"clerk", "liaison"} else Form.NONE
        assert form_of(field.item, field.field, {role}) is expected


def test_a_masked_person_keeps_the_end_of_the_number_and_nothing_for_others() -> None:
    person = PersonView(PEOPLE[0], "natural", "林晓梅", "resident", "990101199001010011", "138", "a@b", "x", "", "p")
    at_counter, elsewhere = masked("person", person, {"clerk"}), masked("person", person, {"judge"})
    assert (at_counter.name, at_counter.id_number) == ("林晓梅", "•" * 14 + "0011")
    assert (elsewhere.name, elsewhere.id_number, elsewhere.phone) == ("", "", "")
