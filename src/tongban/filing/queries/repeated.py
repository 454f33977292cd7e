"""Suits that are like another one: one's own for a person, those of the whole platform for the court's staff."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.carried import case_numbered
from tongban.filing.models import FiledName, Filing
from tongban.filing.queries import cause_of, filing_view
from tongban.filing.rules.interview import forms, interviews
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.rules.repeated import known_by, may_be_filed_again, overlaps, suit_of, unexplained
from tongban.filing.rules.scrutiny import holds_of_refusal
from tongban.filing.rules.table_twins import suit_told
from tongban.filing.vocabulary import Answers, DraftView, FilingView, Stage
from tongban.filing.vocabulary.repeated import AlikeView, Overlap, Suit
from tongban.kernel.refusal import Refusal
from tongban.people.queries import id_numbers_of

COMPARED = 20
"""So many suits between the same people are compared, the newest."""
SEARCHED = 1000
"""So many mentions of one side are looked through for the other; who sues thousands sues each of them seldom."""
_OPEN = (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION, Stage.ACCEPTED)
"""What was refused or taken elsewhere may be filed again (SI 212)."""


def own_alike(viewer: Viewer, draft: DraftView, on: date) -> list[AlikeView]:
    """What is like this draft among what the viewer has filed or takes part in, and among nothing else."""
    suit = suit_of(forms()[draft.interview], draft.answers, cause=cause_of(draft, on), on=on)
    mine = Q(visible_q(viewer), applicant__in=viewer.persons) | Q(of_case__in=viewer.cases)
    own = _of_its_kind(draft.interview).filter(mine)
    if draft.interview not in interviews():
        earlier = case_numbered(draft.answers.get(EARLIER, ""))
        own = own.filter(about=earlier.uid if earlier else None)
    return [
        AlikeView(
            court=row.court,
            handed_in_at=row.handed_in_at,
            stage=row.stage,
            overlaps=found,
            filing=row.uid if row.applicant in viewer.persons else None,
            case=row.of_case,
        )
        for row, found in _like(suit, own)
    ]


def filed_like(applicant: UUID, interview: str, answers: Answers, on: date) -> FilingView | None:
    """For acts: what this person has filed already between the same people about the same sum, the newest."""
    suit = suit_told(forms()[interview], answers, on)
    own = _of_its_kind(interview).filter(applicant=applicant)
    return next((filing_view(row) for row, same in _like(suit, own) if Overlap.SUM in same), None)


def is_over(row: Filing, on: date) -> bool:
    """For acts: whether a filing stands no longer in the way of the very same one."""
    holds = holds_of_refusal(
        ruled=row.ruling is not None,
        served=row.served_on is not None,
        until=row.appeal_until,
        above=row.above,
        on=on,
    )
    case = case_by_uid(row.of_case) if row.of_case else None
    return may_be_filed_again(
        Stage(row.stage), appealable={"ruled", "appeal_runs"} <= holds, case_stage=case.stage if case else None
    )


def filed_without_reason(viewer: Viewer, draft: DraftView, on: date) -> Refusal | None:
    """Why a draft is not handed in yet: it is like something of one's own, and the person has not said why again."""
    return unexplained(own_alike(viewer, draft, on), draft.answers)


def alike_for_staff(viewer: Viewer, filing: FilingView) -> list[AlikeView]:
    """What is like a filing, at whatever court of this platform; of another court's only that it is there.

    The caller has read the filing by its viewer.
    """
    found = list(_like(_suit(filing), _others(filing)))
    rows = Filing.objects.filter(visible_q(viewer), uid__in=[row.uid for row, _same in found])
    seen = set(rows.values_list("uid", flat=True))
    return [
        AlikeView(row.court, row.handed_in_at, row.stage, same, row.uid if row.uid in seen else None)
        for row, same in found
    ]


def is_alike(filing: FilingView) -> bool:
    """For the machine's look over a filing: whether the same people have filed the same sum already."""
    return any(Overlap.SUM in same for _row, same in _like(_suit(filing), _others(filing)))


def filings_between(interview: str, answers: Answers, on: date) -> list[Filing]:
    """For acts: the newest suits that are here between the same people, whoever of them sues, not over by a refusal."""
    suit = suit_told(forms()[interview], answers, on)
    plaintiffs, defendants = known_by(suit)
    if not (plaintiffs and defendants):
        return []
    both = _naming_both(plaintiffs, defendants)
    return list(Filing.objects.filter(pk__in=both, stage__in=_OPEN).order_by("-id")[:COMPARED])


def filings_of_agents_naming(number: str) -> list[Filing]:
    """For acts: the newest filings held under an agent's authority in which somebody has this identity number."""
    found = _naming({number}).exclude(filing__holder=F("filing__applicant")).values_list("filing_id", flat=True)
    return list(Filing.objects.filter(pk__in=found, stage__in=(*_OPEN, Stage.REFUSED)).order_by("-id")[:COMPARED])


def filings_of_own(person: UUID) -> list[int]:
    """By their rows: the filings that name this person by the identity number, and those that the person handed in."""
    handed_in = Filing.objects.filter(applicant=person).values_list("pk", flat=True)
    numbers = id_numbers_of({person})
    named = _naming(numbers).values_list("filing_id", flat=True) if numbers else ()
    return [*handed_in, *named]


def names_in(filing: FilingView) -> Collection[str]:
    """By what the parties of a filing are looked up."""
    plaintiffs, defendants = known_by(_suit(filing))
    return plaintiffs | defendants


def _others(filing: FilingView) -> QuerySet[Filing]:
    rows = _of_its_kind(filing.interview).exclude(uid=filing.uid)
    return rows.filter(about=filing.about) if filing.interview not in interviews() else rows


def _of_its_kind(interview: str) -> QuerySet[Filing]:
    """Suits are compared with suits; an appeal, or an application to secure what the suit is about, repeats no suit."""
    return Filing.objects.filter(interview__in=list(interviews()) if interview in interviews() else [interview])


def _suit(filing: FilingView) -> Suit:
    day = timezone.localtime(filing.handed_in_at).date()
    return suit_of(forms()[filing.interview], filing.answers, cause=filing.cause, on=day)


def _like(suit: Suit, among: QuerySet[Filing]) -> list[tuple[Filing, tuple[Overlap, ...]]]:
    plaintiffs, defendants = known_by(suit)
    if not (plaintiffs and defendants):
        return []
    both = _naming_both(plaintiffs, defendants)
    rows = among.filter(pk__in=both, stage__in=_OPEN).order_by("-id")[:COMPARED]
    found = ((row, overlaps(suit, _suit_of_row(row))) for row in rows)
    return [(row, same) for row, same in found if same]


def _suit_of_row(row: Filing) -> Suit:
    day = timezone.localtime(row.handed_in_at).date()
    return suit_of(forms()[row.interview], row.answers, cause=row.cause, on=day)


def _naming_both(some: Collection[str], others: Collection[str]) -> list[int]:
    """The filings in which somebody of each side is named, read from the side that is named in fewer: the ten
    thousandth suit of a bank costs no more than its first.
    """
    few, many = sorted((_naming(some), _naming(others)), key=lambda rows: rows[:SEARCHED].count())
    newest = few.order_by("-filing_id").values_list("filing_id", flat=True)[:SEARCHED]
    return list(many.filter(filing_id__in=list(newest)).values_list("filing_id", flat=True))


def _naming(known: Collection[str]) -> QuerySet[FiledName]:
    """Where somebody is known by one of these numbers or names."""
    any_of = Q()
    for one in sorted(known):
        any_of |= Q(known_by_index=one)
    return FiledName.objects.filter(any_of)
