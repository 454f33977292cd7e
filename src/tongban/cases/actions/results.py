"""What the court above decided is recorded in the case of first instance, from its paper (CPL 41, 177-182)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.drawing import draw_office, keep_assignment
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.turns import take_turn
from tongban.cases.events.offices import OfficeChanged
from tongban.cases.models import Case
from tongban.cases.queries.offices import barred_from
from tongban.cases.rules.procedures.words import Do, If
from tongban.cases.rules.results import LAW, check_result
from tongban.cases.rules.turns import RESULTS, results_at
from tongban.cases.vocabulary import CaseView, Track
from tongban.cases.vocabulary.offices import Office
from tongban.cases.vocabulary.turns import TurnView
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording
from tongban.kernel.refusal import Refusal, Refused, require

PAPER_MISSING = Refusal("turns.result_paper_missing", LAW, ("paper",))
KIND = "result_above"


def take_result(
    record: Recording,
    case: UUID,
    act: str,
    *,
    number: str,
    dated: date | None,
    effective: date | None,
    materials: Sequence[Material],
) -> TurnView:
    """A step: what the court above decided moves the case as the table says; its paper lies on the file.

    A remanded case goes on in the ordinary procedure, with another judge, whom chance draws. Refused: no such result at
    this stage, a number, day or paper that is missing or cannot be, nobody else at the court who could try the case.
    """
    view = lock_own_case(record, case)
    today = timezone.localtime(record.at).date()
    if act not in RESULTS or not results_at(view.track, view.stage):
        raise Refused(Refusal("turns.no_such_turn", "house rule: the procedure's table", facts=(("act", act[:40]),)))
    lacks = [] if materials else [PAPER_MISSING]
    require([*check_result(number, dated, effective, today=today), *lacks])
    said = f"{number.strip()}，{_told(dated)}作出，{_told(effective)}生效"
    papers = keep_result(record, view, materials, subject=view.uid, said=said)
    others = _others(record, view) if act == Do.REMAND else False
    turn = take_turn(record, case, Do(act), words=f"{said}。", found=[If.NEW_PANEL] if others else [], papers=papers)
    if act == Do.REMAND:
        Case.objects.filter(uid=case).update(track=Track.ORDINARY)
    return turn


def _told(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def keep_result(
    record: Recording, case: CaseView, materials: Sequence[Material], *, subject: UUID, said: str
) -> list[UUID]:
    """A step: the paper of the court above goes on the file, where the parties see it; returns its uids.

    `said`: its number and its days, which stand in its title.
    """
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    files = [recall_upload(one.sha256, one.name, field="paper") for one in materials]
    title = f"上级人民法院裁判文书 {said}"
    return [keep_upload(record, file, kind=KIND, title=title, label=label, subject=subject)[0] for file in files]


def _others(record: Recording, case: CaseView) -> bool:
    """A step: another judge gets the case, because who tried it does not try it again (CPL 41(3)); whether one did."""
    row = Case.objects.get(uid=case.uid)
    given = draw_office(
        record,
        Office.JUDGE,
        court=case.court,
        number=case.number,
        division=row.division,
        cause=case.cause,
        barred=barred_from(case, Office.JUDGE),
    )
    if given is None:
        raise Refused(Refusal("turns.nobody_else", "CPL 41(3)"))
    Case.objects.filter(uid=case.uid).update(judge=given.person)
    keep_assignment(record, row, given)
    fact = OfficeChanged(
        case=case.uid, office=Office.JUDGE, before=case.judge, after=given.person, way=given.way, ground="", reasons=""
    )
    record(fact, under="CPL 41(3)", case=case.uid)
    return True
