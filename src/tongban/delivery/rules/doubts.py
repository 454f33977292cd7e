"""Who decides a doubt about an arrival, and what a decision needs (SI 135(2); 邮寄送达规定 11(2); CPL 86)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.delivery.rules.ladder import LEAST
from tongban.delivery.vocabulary import Purpose
from tongban.delivery.vocabulary.owed import DoubtEnd, TaskKind
from tongban.kernel.refusal import Refusal

LONGEST = 2000
"""Characters of what is said for or against a service; a house rule."""
RELIED_ON = frozenset({Purpose.JUDGMENT, Purpose.PAYMENT})
"""Papers from whose service periods run on which others rely, or after which the case may have ended."""
_ANSWERED = frozenset({Purpose.RULING, Purpose.DECISION, Purpose.APPEAL})
"""The same holds of these where a time to appeal, to object or to answer ran from their service."""
_LAW = "SI 135(2)"


def words_flaw(text: str, field: str) -> Refusal | None:
    """Why these are no words that somebody can judge."""
    if not LEAST <= len(text.strip()) <= LONGEST:
        facts = (("least", str(LEAST)), ("most", str(LONGEST)))
        return Refusal("delivery.words_missing", _LAW, (field,), facts)
    return None


def ends_of(kind: TaskKind) -> tuple[DoubtEnd, ...]:
    """How a doubt of this kind may end: what another proof says is taken or set aside, it lets no service fall."""
    return (DoubtEnd.COUNTS, DoubtEnd.STANDS) if kind is TaskKind.EARLIER_PROOF else tuple(DoubtEnd)


@dataclass(frozen=True, slots=True)
class Proven:
    """What is known of another proof: whether there is one, whether a period from this service is over, and whether
    one that runs would be over at once by the day of that proof.
    """

    other: bool = False
    over: bool = False
    cuts_off: bool = False


NO_PROOF = Proven()


def doubt_flaws(
    end: str,
    reasons: str,
    *,
    role: str,
    open_still: bool,
    purpose: Purpose,
    kind: TaskKind = TaskKind.BOUNCED,
    ran: bool = False,
    proven: Proven = NO_PROOF,
) -> tuple[Refusal, ...]:
    """Everything that stands against a decision about a doubt; `ran`: a period of the party began with the service."""
    found = []
    if role != "judge" and not (role == "clerk" and kind is TaskKind.EARLIER_PROOF):
        found.append(Refusal("delivery.judge_decides", _LAW))
    if not open_still:
        found.append(Refusal("delivery.doubt_decided", _LAW))
    if end not in ends_of(kind):
        found.append(Refusal("delivery.decision_missing", _LAW, ("end",)))
    elif end == DoubtEnd.COUNTS:
        found += _against_proof(purpose, proven)
    if end == DoubtEnd.FALLS and (purpose in RELIED_ON or (ran and purpose in _ANSWERED)):
        found.append(Refusal("delivery.period_relied_on", "CPL 86", ("end",)))
    flaw = words_flaw(reasons, "reasons")
    return (*found, *([flaw] if flaw else []))


def _against_proof(purpose: Purpose, proven: Proven) -> list[Refusal]:
    if not proven.other:
        return [Refusal("delivery.no_other_proof", "在线诉讼规则 31(4)", ("end",))]
    if proven.over and purpose in RELIED_ON:
        return [Refusal("delivery.period_relied_on", "CPL 86", ("end",))]
    return [Refusal("delivery.proof_cuts_off", "CPL 86", ("end",))] if proven.cuts_off else []


def replaced_note(before: date) -> str:
    """That this certificate stands in the place of one that named another day."""
    return f"本凭证代替此前载明送达日期为{before.isoformat()}的送达凭证。"
