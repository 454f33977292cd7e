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
from tongban.delivery.rules.ways import posting_problem, slip_problem
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchAct, Planned, ReturnReason
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

_LAW = "CPL 91"


def hand_to_post(letter: UUID, *, day: date, tracking: str, by: Actor, at: datetime) -> None:
    """The letter was handed to the post on `day`, under the postal number `tracking`."""
    with act(by=by, at=at) as record:
        row, dispatch = _mine(record, letter, AttemptState.QUEUED)
        number = tracking.strip()
        missing = [] if number else [Refusal("delivery.tracking_missing", "邮寄送达 6", ("tracking",))]
        queued = timezone.localtime(row.queued_at).date()
        wrong = posting_problem(day, queued=queued, today=timezone.localtime(at).date())
        require([*missing, *([wrong] if wrong else [])])
        row.state, row.posted_on, row.tracking, row.sent_at = AttemptState.SENT, day, number[:64], at
        row.save(update_fields=["state", "posted_on", "tracking", "sent_at"])
        assert dispatch.case is not None  # noqa: S101 - papers are served in a case
        record(
            LetterPosted(case=dispatch.case, dispatch=dispatch.uid, attempt=row.uid, day=day),
            under=_LAW,
            case=dispatch.case,
        )
        copies_sent(record, case_by_uid(dispatch.case))


def note_slip(letter: UUID, *, day: date, signer: str, by: Actor, at: datetime) -> None:
    """The return slip came back: signed by `signer` on `day`, which is the day of service (CPL 87(2))."""
    with act(by=by, at=at) as record:
        row, dispatch = _mine(record, letter, AttemptState.SENT)
        assert row.posted_on is not None  # noqa: S101 - a posted letter has its day
        wrong = slip_problem(day, posted=row.posted_on, today=timezone.localtime(at).date())
        nobody = None if signer.strip() else Refusal("delivery.signer_missing", "CPL 87, 88", ("signer",))
        require([refusal for refusal in (nobody, wrong) if refusal])
        row.signer = signer.strip()[:120]
        row.save(update_fields=["signer"])
        start = timezone.make_aware(datetime.combine(day, time()))
        arrived(record, dispatch, row, at=start, law="CPL 87(2), 91", evidence=row.tracking, whole_day=True)


def note_return(letter: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    """The post brought the letter back. Whether that counts as service is for a person to decide (邮寄送达 11)."""
    with act(by=by, at=at) as record:
        row, dispatch = _mine(record, letter, AttemptState.SENT)
        if reason not in set(ReturnReason):
            raise Refused(Refusal("delivery.reason_missing", "邮寄送达 9", ("reason",)))
        failed(record, dispatch, row, reason, law="邮寄送达 9")


def send_again(dispatch: UUID, *, by: Actor, at: datetime) -> None:
    """Another letter, after every way failed."""
    with act(by=by, at=at) as record:
        row = locked(Dispatch.objects.filter(uid=dispatch)).first()
        if row is None or row.court != by.court or row.case is None:
            raise Refused(Refusal("delivery.no_such_dispatch", _LAW))
        move(record, row, DispatchAct.SEND_AGAIN)
        row.save(update_fields=["state"])
        case = case_by_uid(row.case)
        go(record, case, row, party_of(case, row.party), (Planned(Channel.LETTER),))


def _mine(record: Recording, letter: UUID, state: AttemptState) -> tuple[Attempt, Dispatch]:
    """The letter of the actor's court, in this state, with its dispatch locked. Raises `Refused`."""
    row = Attempt.objects.filter(uid=letter, channel=Channel.LETTER).select_related("dispatch").first()
    if row is None or row.court != record.by.court:
        raise Refused(Refusal("delivery.no_such_letter", _LAW))
    if record.by.role not in ("clerk", "judge"):
        raise Refused(Refusal("delivery.not_your_act", _LAW))
    dispatch = lock(row.dispatch.uid)
    row.refresh_from_db()
    if row.state != state:
        raise Refused(Refusal("delivery.letter_not_at_this_state", _LAW, facts=(("state", row.state),)))
    row.dispatch = dispatch
    return row, dispatch
