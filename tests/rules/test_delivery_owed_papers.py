"""To whom a paper is owed, and who of them is not to be served with it yet: compared addressee by addressee."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tongban.access.vocabulary import Label, Layer
from tongban.cases.vocabulary import CaseView, PartyView, Side, Stage, Track
from tongban.delivery.rules.owed_papers import addressees, lacking, owed_to, purpose_of
from tongban.documents.vocabulary import MadePaper

pytestmark = pytest.mark.once

AT = datetime(2026, 11, 20, tzinfo=UTC)
CASE = UUID(int=9)


def someone(number: int, side: Side, name: str) -> PartyView:
    return PartyView(UUID(int=number), side, name, "natural", UUID(int=number + 100), "", "", "", "", "", joined=True)


LIN = someone(1, Side.PLAINTIFF, "林晓梅")
ZHOU = someone(2, Side.DEFENDANT, "周志强")
NAMESAKE = someone(3, Side.DEFENDANT, "周志强")


def a_case(*parties: PartyView, **changed: Any) -> CaseView:
    view = CaseView(
        CASE, "（2026）渝0103民初1号", "渝0103", "108(3)", "民间借贷纠纷", Track.SIMPLIFIED, Stage.PREPARATION, 1,
        "CNY", "property", AT, AT, None, None, "", parties or (LIN, ZHOU),
    )  # fmt: skip
    return replace(view, **changed)


def a_paper(template: str, **changed: Any) -> MadePaper:
    label = Label(Layer.CASE, court="渝0103", case=CASE)
    made = MadePaper(UUID(int=50), template, "通知书", CASE, label, AT, rendered=True, signed=False)
    return replace(made, **changed)


def names(found: tuple[PartyView, ...] | None) -> list[UUID] | None:
    return None if found is None else [party.uid for party in found]


@pytest.mark.parametrize(
    ("served", "lacks"),
    [((), [LIN.uid, ZHOU.uid]), ((LIN.uid,), [ZHOU.uid]), ((ZHOU.uid,), [LIN.uid]), ((LIN.uid, ZHOU.uid), [])],
)
def test_a_paper_for_two_lacks_whoever_is_not_to_be_served_with_it(served: tuple[UUID, ...], lacks: list[UUID]) -> None:
    ruling = a_paper("motions/ruling")
    assert names(lacking(ruling, "林晓梅、周志强", a_case(), served)) == lacks


def test_the_party_that_is_its_subject_gets_a_paper_whatever_names_stand_at_its_head() -> None:
    notice = a_paper("evidence/evidence_notice", subject=NAMESAKE.uid)
    assert names(owed_to(notice, "周志强", a_case(LIN, ZHOU, NAMESAKE))) == [NAMESAKE.uid]
    assert addressees((LIN, ZHOU), subject=None, to="") == ()


def test_of_two_parties_of_one_name_each_gets_the_one_paper_but_either_summons_is_for_one_of_them() -> None:
    case = a_case(LIN, ZHOU, NAMESAKE)
    assert names(lacking(a_paper("motions/ruling"), "周志强", case, [ZHOU.uid])) == [NAMESAKE.uid]
    assert lacking(a_paper("delivery/summons"), "周志强", case, [NAMESAKE.uid]) == ()
    assert names(lacking(a_paper("delivery/summons"), "周志强", case, [])) == [ZHOU.uid, NAMESAKE.uid]


def test_a_person_says_to_whom_a_paper_goes_that_names_no_party_until_somebody_is_served() -> None:
    notice = a_paper("cases/decision")
    assert lacking(notice, "何欢", a_case(), []) is None
    assert lacking(notice, "何欢", a_case(), [LIN.uid]) == ()


def test_a_judgment_is_owed_to_everybody_and_not_before_it_is_signed() -> None:
    made = a_paper("judgments/judgment", label=Label(Layer.STAFF, court="渝0103", case=CASE))
    assert owed_to(made, "", a_case()) == ()
    assert names(owed_to(replace(made, signed=True), "", a_case())) == [LIN.uid, ZHOU.uid]


@pytest.mark.parametrize(
    ("changed", "owed"),
    [
        ({}, [ZHOU.uid]),
        ({"stage": Stage.DOCKETED}, []),
        ({"stage": Stage.WITHDRAWN}, []),
        ({"track": Track.ENFORCEMENT}, []),
    ],
)
def test_the_complaint_is_owed_to_the_defendants_of_an_action_once_its_fee_is_dealt_with(
    changed: dict[str, Any], owed: list[UUID]
) -> None:
    complaint = a_paper("filing/complaint", title="民事起诉状", subject=UUID(int=60))
    assert names(owed_to(complaint, "", a_case(**changed))) == owed
    assert owed_to(replace(complaint, title="民事上诉状"), "", a_case(**changed)) == ()


def test_an_appeal_of_which_the_copy_is_sent_is_owed_to_everybody_but_who_appealed() -> None:
    label = Label(Layer.CASE, court="渝0103", case=CASE, holder=ZHOU.person)
    appeal = a_paper("filing/complaint", title="民事上诉状", subject=UUID(int=61), label=label)
    case = a_case(LIN, ZHOU, NAMESAKE, stage=Stage.APPEAL_PERIOD)
    assert lacking(appeal, "", case, []) == (), "it waits for its copies to be sent"
    assert names(lacking(appeal, "", case, [LIN.uid])) == [NAMESAKE.uid]
    assert (purpose_of(appeal), purpose_of(replace(appeal, title="民事起诉状"))) == ("appeal", "defence")
    assert lacking(replace(appeal, label=replace(label, holder=UUID(int=999))), "", case, [LIN.uid]) == ()


def test_a_defence_is_owed_to_the_plaintiffs() -> None:
    assert names(owed_to(a_paper("filing/defence"), "", a_case(LIN, ZHOU, NAMESAKE))) == [LIN.uid]


def test_what_is_sealed_is_owed_to_its_holder_alone_and_to_nobody_while_it_names_others() -> None:
    """CPL 106(1): the other side learns of a measure when it was carried out."""
    quiet = Label(Layer.SEALED, court="渝0103", case=CASE, holder=LIN.person)
    ruling = a_paper("motions/ruling", label=quiet)
    assert names(owed_to(ruling, "林晓梅", a_case())) == [LIN.uid]
    assert owed_to(ruling, "林晓梅、周志强", a_case()) == ()
    told = replace(ruling, label=replace(quiet, layer=Layer.CASE))
    assert names(owed_to(told, "林晓梅、周志强", a_case())) == [LIN.uid, ZHOU.uid]
