"""Rounds: the court opens an exchange or an inquiry for a period, parties speak, the court closes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.queries import consent_missing
from tongban.cases.vocabulary import Act, CaseView, PartyView, Step
from tongban.courts.queries import calendar
from tongban.evidence.actions.exhibits import all_heard, digest_of, exhibit_of, note_examined, spoken_on
from tongban.evidence.events import OpinionGiven, QuestionAnswered, RoundClosed, RoundOpened
from tongban.evidence.models import Answer, Exhibit, Opinion, Question, Round
from tongban.evidence.rules.exhibits import too_long
from tongban.evidence.rules.opinions import check_opinion
from tongban.evidence.rules.rounds import check_questions, last_day, may_speak
from tongban.evidence.vocabulary import Aspect, RoundKind, RoundState
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

STEP_OF = {RoundKind.EXCHANGE: Step.EXCHANGE, RoundKind.INQUIRY: Step.INQUIRY}
ANSWER_LIMIT = 2000
"""Characters of an answer; house rule."""


def open_exchange(case: UUID, *, days: int, by: Actor, at: datetime) -> UUID:
    """Open an exchange of evidence in text for `days` days (在线诉讼规则 14(3)).

    Refused when a party has not agreed to take this step online (it is named), when one runs already, when there is
    nothing to exchange, or when the period is not reasonable.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.OPEN_EXCHANGE)
        if not Exhibit.objects.filter(case=case).exists():
            raise Refused(Refusal("evidence.nothing_to_exchange", law))
        return _open(record, view, RoundKind.EXCHANGE, days, law).uid


def open_inquiry(case: UUID, questions: Sequence[str], *, days: int, by: Actor, at: datetime) -> UUID:
    """The judge puts questions to all parties, who answer in text within `days` days (在线诉讼规则 20(1))."""
    asked = [text.strip() for text in questions if text.strip()]
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.OPEN_INQUIRY)
        require(check_questions(asked))
        row = _open(record, view, RoundKind.INQUIRY, days, law, questions=len(asked))
        for number, text in enumerate(asked, 1):
            Question.objects.create(in_round=row, number=number, text=text, **_label(view))
        return row.uid


def _open(record: Recording, case: CaseView, kind: RoundKind, days: int, law: str, *, questions: int = 0) -> Round:
    require(consent_missing(case, STEP_OF[kind]))
    if Round.objects.filter(case=case.uid, kind=kind, state=RoundState.OPEN).exists():
        raise Refused(Refusal("evidence.round_runs", law))
    until = last_day(timezone.localtime(record.at).date(), days, calendar())
    if isinstance(until, Refusal):
        raise Refused(until)
    assert record.by.person is not None  # noqa: S101 - the table lets only staff open a round
    row = Round.objects.create(
        **_label(case),
        kind=kind,
        number=Round.objects.filter(case=case.uid, kind=kind).count() + 1,
        state=RoundState.OPEN,
        opened_by=record.by.person,
        opened_at=record.at,
        last_day=until,
    )
    fact = RoundOpened(case=case.uid, round=row.uid, kind=kind, until=until, questions=questions)
    record(fact, under=law, case=case.uid)
    return row


def close_round(case: UUID, round_uid: UUID, *, by: Actor, at: datetime) -> None:
    """The court closes a round; what was not said in it can be said at the hearing."""
    with act(by=by, at=at) as record:
        _, law = step_case(record, case, Act.CLOSE_ROUND)
        row = locked(Round.objects.filter(case=case, uid=round_uid)).first()
        if row is None:
            raise Refused(Refusal("evidence.no_such_round", "在线诉讼规则 38"))
        if row.state == RoundState.CLOSED:
            raise Refused(Refusal("evidence.round_closed", law))
        row.state, row.closed_at = RoundState.CLOSED, at
        row.save(update_fields=["state", "closed_at"])
        record(RoundClosed(case=case, round=row.uid, kind=row.kind), under=law, case=case)


def comment_exhibit(record: Recording, *, case: UUID, exhibit: str = "", **answers: str) -> None:
    """A party gives its opinion on one exhibit of the other side: 真实性, 合法性, 关联性 (质证意见).

    `answers` as `rules.opinions.check_opinion` takes them. When all of the other side have spoken, the exhibit counts
    as examined (在线诉讼规则 15). Refused outside an open exchange, for one's own side's exhibit, and a second time:
    what the dead said stands for the heirs (SI 55).
    """
    view, law = step_case(record, case, Act.COMMENT_EXHIBIT)
    party = own_party(record, view)
    row = exhibit_of(case, _uid(exhibit, "evidence.no_such_exhibit"))
    if row.side == party.side:
        raise Refused(Refusal("evidence.own_exhibit", law))
    running = _running(record, view, party, RoundKind.EXCHANGE)
    if party.line & spoken_on(row):
        raise Refused(Refusal("evidence.commented_before", law))
    opinion = check_opinion(answers)
    if isinstance(opinion, list):
        raise Refused(opinion)
    Opinion.objects.create(
        **_label(view),
        exhibit=row,
        in_round=running,
        party=party.uid,
        original_differs=opinion.original_differs,
        reasons={aspect.value: text for aspect, text in opinion.reasons.items() if text},
        at=record.at,
        **{aspect.value: said for aspect, said in opinion.said.items()},
    )
    fact = OpinionGiven(
        case=case,
        exhibit=row.uid,
        party=party.uid,
        authenticity=opinion.said[Aspect.AUTHENTICITY],
        legality=opinion.said[Aspect.LEGALITY],
        relevance=opinion.said[Aspect.RELEVANCE],
        original_differs=opinion.original_differs,
        digest=digest_of(*opinion.reasons.values()),
    )
    record(fact, under=law, case=case)
    if row.examined_at is None and all_heard(view, row):
        note_examined(record, row, "exchange", "在线诉讼规则 15")


def answer_inquiry(record: Recording, *, case: UUID, question: str = "", text: str = "") -> None:
    """A party answers one question of the court within the period of the inquiry (在线诉讼规则 20(1))."""
    view, law = step_case(record, case, Act.ANSWER_INQUIRY)
    party = own_party(record, view)
    uid = _uid(question, "evidence.no_such_question")
    row = Question.objects.filter(case=case, uid=uid).select_related("in_round").first()
    if row is None:
        raise Refused(Refusal("evidence.no_such_question", "在线诉讼规则 38"))
    _running(record, view, party, RoundKind.INQUIRY, row.in_round)
    if Answer.objects.filter(question=row, party__in=party.line).exists():
        raise Refused(Refusal("evidence.answered_before", law))
    if not text.strip():
        raise Refused(Refusal("evidence.answer_missing", law, ("text",)))
    require(too_long("text", text, ANSWER_LIMIT))
    Answer.objects.create(**_label(view), question=row, party=party.uid, text=text.strip(), at=record.at)
    fact = QuestionAnswered(case=case, question=row.uid, party=party.uid, digest=digest_of(text.strip()))
    record(fact, under=law, case=case)


def _running(record: Recording, case: CaseView, party: PartyView, kind: RoundKind, row: Round | None = None) -> Round:
    """The round in which the party may speak now; refused when none is, or when its own consent is gone (规则 5)."""
    row = row or Round.objects.filter(case=case.uid, kind=kind).order_by("-number").first()
    today: date = timezone.localtime(record.at).date()
    require(may_speak(kind, RoundState(row.state) if row else None, row.last_day if row else None, today))
    assert row is not None  # noqa: S101 - the rule refused otherwise
    require(consent_missing(case, STEP_OF[kind], party))
    return row


def _label(case: CaseView) -> dict[str, object]:
    return {"layer": Layer.CASE, "court": case.court, "case": case.uid}


def _uid(text: str, reason: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(Refusal(reason, "在线诉讼规则 38")) from None
