"""Rounds of exchange and inquiry. What people see starts from `visible_q`."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.evidence.models import Answer, Question, Round
from tongban.evidence.vocabulary import AnswerView, QuestionView, RoundKind, RoundState, RoundView


def rounds_seen_by(viewer: Viewer, case: UUID) -> list[RoundView]:
    """The rounds of a case with their questions and answers, oldest first."""
    rows = Round.objects.filter(visible_q(viewer), case=case).order_by("id")
    answers = Prefetch("answers", Answer.objects.order_by("id"))
    questions = Prefetch("questions", Question.objects.order_by("number").prefetch_related(answers))
    return [_round(row) for row in rows.prefetch_related(questions)]


def exchanged(case: UUID) -> bool:
    """True when a round of exchange or inquiry was held to its end (在线诉讼规则 20(2)(iii))."""
    return Round.objects.filter(case=case, state=RoundState.CLOSED).exists()


def exchange_over(case: UUID) -> bool:
    """True when the exchange of evidence was closed and none is open again: nothing more is shown then (规则 18)."""
    states = set(Round.objects.filter(case=case, kind=RoundKind.EXCHANGE).values_list("state", flat=True))
    return states == {RoundState.CLOSED.value}


def _round(row: Round) -> RoundView:
    return RoundView(
        uid=row.uid,
        kind=RoundKind(row.kind),
        number=row.number,
        state=RoundState(row.state),
        opened_at=row.opened_at,
        until=row.last_day,
        closed_at=row.closed_at,
        questions=tuple(
            QuestionView(q.uid, q.number, q.text, tuple(AnswerView(a.party, a.text, a.at) for a in q.answers.all()))
            for q in row.questions.all()
        ),
    )
