"""Letters: the desk hands them to the post and notes what the post brings back (CPL 87, 91; 邮寄送达规定)."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from tongban.cases.queries import case_by_uid
from tongban.delivery.actions.dispatch import arrived, failed, lock, move, party_of
from tongban.delivery.actions.send import copies_sent, go
from tongban.delivery.events import LetterPosted
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.queries.addresses import ground_of
from tongban.delivery.queries.elsewhere import opponents_of
from tongban.delivery.queries.owed import attempt_facts
from tongban.delivery.rules.ladder import NEVER_SENT
from tongban.delivery.rules.owed import LIVE, silent
from tongban.delivery.rules.returned import counts_when_returned, return_problem
from tongban.delivery.rules.visits import signs_for_other_side
from tongban.delivery.rules.ways import posting_problem, slip_problem
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct, Planned, ReturnReason
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

_LAW = "CPL 91"


def hand_to_post(letter: UUID, *, day: date, tracking: str, by: Actor, at: datetime) -> None:
    """The letter was handed to the post on `day`, under the postal number `tracking`."""
    with act(by=by, at=at) as record:
        row, dispatch = own_letter(record, letter, AttemptState.QUEUED)
        number = tracking.strip()
        missing = [] if number else [Refusal("delivery.tracking_missing", "邮寄送达 6", ("tracking",))]
        queued = timezone.localtime(row.queued_at).date()
        wrong = posting_problem(day, queued=queued, today=timezone.localtime(at).date())
        require([*missing, *([wrong] if wrong else [])])
        posted(record, dispatch, row, day, number)


def posted(record: Recording, dispatch: Dispatch, row: Attempt, day: date, number: str) -> None:
    """A step: the post has the letter."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    row.state, row.posted_on, row.tracking, row.sent_at = AttemptState.SENT, day, number[:64], record.at
    row.save(update_fields=["state", "posted_on", "tracking", "sent_at"])
    fact = LetterPosted(case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, day=day)
    record(fact, under=_LAW, case=dispatch.case)
    copies_sent(record, case_by_uid(dispatch.case))


def note_slip(letter: UUID, *, day: date, signer: str, by: Actor, at: datetime) -> None:
    """The return slip came back: signed by `signer` on `day`, which is the day of service (CPL 87(2))."""
    with act(by=by, at=at) as record:
        row, dispatch = own_letter(record, letter, AttemptState.SENT)
        assert row.posted_on is not None  # noqa: S101 - a posted letter has its day
        wrong = slip_problem(day, posted=row.posted_on, today=timezone.localtime(at).date())
        nobody = None if signer.strip() else Refusal("delivery.signer_missing", "CPL 87, 88", ("signer",))
        other = signs_for_other_side(signer, opponents_to(dispatch))
        unfit = Refusal("delivery.signer_is_opponent", "邮寄送达 7(2)", ("signer",)) if other else None
        require([refusal for refusal in (nobody, unfit, wrong) if refusal])
        signed_for(record, dispatch, row, day, signer.strip())


def opponents_to(dispatch: Dispatch) -> tuple[str, ...]:
    """The names of those who take no papers for the recipient, because they stand on another side."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    case = case_by_uid(dispatch.case)
    return opponents_of(case, party_of(case, dispatch.party))


def signed_for(record: Recording, dispatch: Dispatch, row: Attempt, day: date, signer: str) -> None:
    """A step: somebody signed the slip on `day`, which is the day of service (CPL 87(2), 91)."""
    row.signer = signer[:120]
    row.save(update_fields=["signer"])
    on_day(record, dispatch, row, day, law="CPL 87(2), 91", evidence=row.tracking)


def on_day(record: Recording, dispatch: Dispatch, row: Attempt, day: date, *, law: str, evidence: str = "") -> None:
    """A step: the papers arrived by a way of which only the day is known."""
    start = timezone.make_aware(datetime.combine(day, time()))
    arrived(record, dispatch, row, at=start, law=law, evidence=evidence, whole_day=True)


def note_return(letter: UUID, *, reason: str, by: Actor, at: datetime, day: date | None = None) -> None:
    """The post brought the letter back on `day`, today where none is given.

    Where the recipient stood in the way itself, that day is the day of service (邮寄送达 11); else this way failed.
    """
    with act(by=by, at=at) as record:
        row, dispatch = own_letter(record, letter, AttemptState.SENT)
        today = timezone.localtime(at).date()
        assert row.posted_on is not None  # noqa: S101 - a posted letter has its day
        found = [] if reason in set(ReturnReason) else [Refusal("delivery.reason_missing", "邮寄送达 9", ("reason",))]
        wrong = return_problem(day or today, posted=row.posted_on, today=today)
        require([*found, *([wrong] if wrong else [])])
        came_back(record, dispatch, row, ReturnReason(reason), day or today)


def came_back(record: Recording, dispatch: Dispatch, row: Attempt, reason: ReturnReason, day: date) -> None:
    """A step: the letter is back at the court since `day`."""
    assert dispatch.case is not None  # noqa: S101 - papers are served in a case
    law = counts_when_returned(reason, ground_of(dispatch.case, dispatch.party, row.address, day))
    if not law:
        failed(record, dispatch, row, reason, law="邮寄送达 9")
        return
    row.why = reason
    row.save(update_fields=["why"])
    on_day(record, dispatch, row, day, law=law, evidence=row.tracking)


def give_up(attempt: UUID, *, by: Actor, at: datetime) -> None:
    """Nothing was heard of a way for longer than it takes: it counts as failed, and a person decides how to go on.

    What never left the court was not tried, and exhausts no way (CPL 95).
    Refused: it is not under way, or its time is not over yet.
    """
    with act(by=by, at=at) as record:
        row = Attempt.objects.filter(uid=attempt, counts=True).select_related("dispatch").first()
        if row is None or row.court != by.court:
            raise Refused(Refusal("delivery.no_such_dispatch", _LAW))
        if by.role not in ("clerk", "judge"):
            raise Refused(Refusal("delivery.not_your_act", _LAW))
        dispatch = lock(row.dispatch.uid)
        row.refresh_from_db()
        facts = attempt_facts(row)
        if facts.state not in LIVE or not silent(facts, timezone.localtime(at).date()):
            raise Refused(Refusal("delivery.not_overdue", "邮寄送达 6"))
        stayed = row.state == AttemptState.QUEUED and not row.elsewhere
        failed(record, dispatch, row, NEVER_SENT if stayed else "silent", law="邮寄送达 6")


def send_again(dispatch: UUID, *, by: Actor, at: datetime) -> None:
    """Another letter, after every way failed."""
    with act(by=by, at=at) as record:
        row = locked(Dispatch.objects.filter(uid=dispatch)).first()
        if row is None or row.court != by.court or row.case is None:
            raise Refused(Refusal("delivery.no_such_dispatch", _LAW))
        case = case_by_uid(row.case)
        party = party_of(case, row.party)
        require(Refusal("delivery.addressee_dead", f"SI 55; {_LAW}") if party.dead else None)
        move(record, row, DispatchAct.SEND_AGAIN)
        row.save(update_fields=["state"])
        go(record, case, row, party, (Planned(Channel.LETTER),))


def own_letter(record: Recording, letter: UUID, state: AttemptState) -> tuple[Attempt, Dispatch]:
    """A step: the letter of the actor's court, in this state, with its dispatch locked. Raises `Refused`."""
    row = Attempt.objects.filter(uid=letter, channel=Channel.LETTER).select_related("dispatch").first()
    if row is None or row.court != record.by.court:
        raise Refused(Refusal("delivery.no_such_letter", _LAW))
    if record.by.role not in ("clerk", "judge"):
        raise Refused(Refusal("delivery.not_your_act", _LAW))
    dispatch = lock(row.dispatch.uid)
    row.refresh_from_db()
    if row.state != state:
        raise Refused(Refusal("delivery.letter_not_at_this_state", _LAW, facts=(("state", row.state),)))
    if row.elsewhere:
        raise Refused(Refusal("delivery.letter_elsewhere", _LAW, facts=(("court", row.elsewhere),)))
    row.dispatch = dispatch
    return row, dispatch
