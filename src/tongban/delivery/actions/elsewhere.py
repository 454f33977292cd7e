"""Another court serves papers for this one, or prints and posts its letters; what it tells counts in the ladder here
(CPL 91; SI 134).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.courts.queries import court_name, court_of
from tongban.delivery.actions.dispatch import attempt, failed, lock, own_dispatch, take_way
from tongban.delivery.actions.letters import came_back, own_letter, posted, signed_for
from tongban.delivery.actions.send import copies_sent
from tongban.delivery.actions.visits import case_of, end_visit, entrustment_letter, keep_files, keep_visit
from tongban.delivery.events import LetterPrintedElsewhere, ServiceEntrusted
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.queries.elsewhere import asked_of
from tongban.delivery.rules.elsewhere import ENTRUSTED, PRINTED, Judged, judge_result
from tongban.delivery.rules.visits import Landed
from tongban.delivery.vocabulary import OVER, AttemptState, Channel, DispatchAct, Planned
from tongban.delivery.vocabulary.elsewhere import UNFIT, Outcome, ServiceResult
from tongban.documents.vocabulary import Material
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused

HEARD_LATER = frozenset({"silent", UNFIT})
"""Why a way failed of which nothing was heard, or only something incomplete: what is told of it later still counts."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A way that `court` takes in a case of this one; `letter` is the request to it, where the law asks for one."""

    case: CaseView
    court: str
    attempt: UUID
    letter: UUID | None


def entrust(record: Recording, dispatch: UUID, court: str) -> Handed:
    """A step: another court is asked to serve the papers; the letter to it is made, with the papers named (SI 134)."""
    row = own_dispatch(record, dispatch)
    asked, case = _other_court(record, court, row.court), case_of(row)
    way = take_way(record, row, DispatchAct.ENTRUST, Channel.ENTRUSTED, asked)
    letter = entrustment_letter(record, case, row, way)
    fact = ServiceEntrusted(case=case.uid, dispatch=row.uid, attempt=way.uid, court=asked)
    record(fact, under=ENTRUSTED, case=case.uid)
    copies_sent(record, case)
    return Handed(case, asked, way.uid, letter)


def print_elsewhere(record: Recording, letter: UUID, court: str) -> Handed:
    """A step: another court prints a waiting letter, and posts it or hands it over at its counter (远程打印)."""
    waiting, dispatch = own_letter(record, letter, AttemptState.QUEUED)
    # Whoever puts letters together for the own post holds their rows, and may be doing so now.
    row = locked(Attempt.objects.filter(id=waiting.id)).get()
    if row.batch_id is not None:
        raise Refused(Refusal("delivery.letter_in_batch", PRINTED))
    row.elsewhere = _other_court(record, court, row.court)
    row.save(update_fields=["elsewhere"])
    case = case_of(dispatch)
    fact = LetterPrintedElsewhere(case=case.uid, dispatch=dispatch.uid, attempt=row.uid, court=row.elsewhere)
    record(fact, under=PRINTED, case=case.uid)
    return Handed(case, row.elsewhere, row.uid, None)


def _other_court(record: Recording, court: str, own: str) -> str:
    asked = court_of(court.strip(), timezone.localtime(record.at).date())
    if isinstance(asked, Refusal) or asked.code == own:
        raise Refused(Refusal("delivery.court_unfit", ENTRUSTED, ("court",)))
    return asked.code


def take_result(record: Recording, attempt_uid: UUID, told: ServiceResult, files: Iterable[Material] = ()) -> bool:
    """A step: what the asked court tells of a way of this court. True when it is taken.

    False when it changes nothing: the way came to its end before, or the service fell; or what was told is incomplete,
    in which case the way failed and a person decides.
    """
    way = Attempt.objects.filter(uid=attempt_uid).select_related("dispatch").first()
    if way is None:
        raise Refused(Refusal("delivery.no_such_dispatch", ENTRUSTED))
    row = lock(way.dispatch.uid)
    way.refresh_from_db()
    if row.state in OVER or not _awaited(way):
        return False
    case = case_of(row)
    found = judge_result(told, asked_of(case, row, way), timezone.localtime(record.at).date())
    try:
        keep_files(record, case, row, files)
    except Refused as no:
        found = no.refusals
    if isinstance(found, tuple):
        failed(record, row, way, UNFIT, law=_law(way))
        return False
    _takes(record, row, way, told, found)
    copies_sent(record, case_by_uid(case.uid))
    return True


def _awaited(way: Attempt) -> bool:
    live = way.state in (AttemptState.QUEUED, AttemptState.SENT) or way.why in HEARD_LATER
    return live and (way.channel == Channel.ENTRUSTED or bool(way.elsewhere))


def _takes(record: Recording, row: Dispatch, way: Attempt, told: ServiceResult, found: Judged) -> None:
    if told.outcome is Outcome.POSTED and way.posted_on is not None:
        return  # that is known
    if way.why:
        # It had failed, and something is heard of it after all.
        way.why = ""
        way.save(update_fields=["why"])
    if told.outcome in (Outcome.SIGNED, Outcome.CAME_BACK) and way.posted_on is None and told.posted_on:
        # What tells of the end may come before what tells of the posting.
        posted(record, row, way, told.posted_on, told.number)
    match told.outcome:
        case Outcome.POSTED:
            posted(record, row, way, told.day, told.number)
        case Outcome.SIGNED:
            signed_for(record, row, way, told.day, told.signer)
        case Outcome.CAME_BACK if told.reason:
            came_back(record, row, way, told.reason, told.day)
        case Outcome.VISITED:
            _visited(record, row, way, told, found)
        case Outcome.UNDONE:
            _undone(record, row, way, told)


def _visited(record: Recording, row: Dispatch, way: Attempt, told: ServiceResult, found: Judged) -> None:
    assert told.visit is not None  # noqa: S101 - the rule has looked
    assert found is not None  # noqa: S101 - a visit is the end of it
    if way.channel == Channel.ENTRUSTED:
        keep_visit(record, row, way, told.visit)
        end_visit(record, row, way, told.visit, found)
        return
    # A letter that was handed over at a counter is service in person; nothing goes to the post any more.
    channel = found.channel if isinstance(found, Landed) else Channel.DIRECT
    counter = court_name(way.elsewhere, timezone.localtime(record.at).date())
    hand = attempt(record, row, Planned(channel), counter)
    keep_visit(record, row, hand, told.visit)
    end_visit(record, row, hand, told.visit, found)
    failed(record, row, way, "handed_over", law=PRINTED)


def _undone(record: Recording, row: Dispatch, way: Attempt, told: ServiceResult) -> None:
    if way.state == AttemptState.QUEUED:
        # A letter that nobody has posted is this court's to post again.
        way.elsewhere = ""
        way.save(update_fields=["elsewhere"])
        return
    failed(record, row, way, told.why.value if told.why else "", law=_law(way))


def _law(way: Attempt) -> str:
    return PRINTED if way.elsewhere else ENTRUSTED
