"""Who decides a doubt about an arrival, and what a decision needs (SI 135(2); 邮寄送达规定 11(2); CPL 86)."""

from __future__ import annotations

from tongban.delivery.rules.ladder import LEAST
from tongban.delivery.vocabulary import Purpose
from tongban.delivery.vocabulary.owed import DoubtEnd
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


def doubt_flaws(
    end: str, reasons: str, *, role: str, open_still: bool, purpose: Purpose, ran: bool = False
) -> tuple[Refusal, ...]:
    """Everything that stands against a decision about a doubt; `ran`: a period of the party began with the service."""
    found = []
    if role != "judge":
        found.append(Refusal("delivery.judge_decides", _LAW))
    if not open_still:
        found.append(Refusal("delivery.doubt_decided", _LAW))
    if end not in set(DoubtEnd):
        found.append(Refusal("delivery.decision_missing", _LAW, ("end",)))
    if end == DoubtEnd.FALLS and (purpose in RELIED_ON or (ran and purpose in _ANSWERED)):
        found.append(Refusal("delivery.period_relied_on", "CPL 86", ("end",)))
    flaw = words_flaw(reasons, "reasons")
    return (*found, *([flaw] if flaw else []))
