"""When an original is asked for, what is said to the party, and what compares or cures (在线诉讼规则 12, 13)."""

from __future__ import annotations

from datetime import date, timedelta

from tongban.dossier.vocabulary import Cure, Demand, Outcome, Reply, RequestAct, RequestStage, Trigger, Way
from tongban.kernel.moves import Procedure, each, roles
from tongban.kernel.refusal import Refusal

ASK, CURE = "在线诉讼规则 12(2)", "在线诉讼规则 13"
HARDSHIP = "CPL 73; 民诉法解释 111"
WORDS, ADDRESS, LONGEST = 400, 120, 60
"""Characters of reasons and of an address, days of the longest period; house rules."""

_COURT, _OPEN = roles("clerk", "judge"), (RequestStage.ASKED, RequestStage.ANSWERED)
REQUEST = Procedure(
    name="request",
    first=RequestStage.ASKED,
    last=frozenset({RequestStage.BROUGHT, RequestStage.CURED}),
    moves=(
        *each(_OPEN, RequestAct.ANSWER, RequestStage.ANSWERED, roles("party"), ASK),
        *each(_OPEN, RequestAct.BRING, RequestStage.BROUGHT, _COURT, ASK),
        *each((*_OPEN, RequestStage.BROUGHT), RequestAct.CURE, RequestStage.CURED, roles("judge"), CURE),
    ),
)
"""A party may correct its answer until the original is there. What was brought is compared, and may then cure."""


def trigger_of(text: str) -> Trigger | None:
    """The ground that `text` names, or None."""
    return Trigger(text) if text in set(Trigger) else None


def cure_of(text: str) -> Cure | None:
    """The way to cure that `text` names, or None."""
    return Cure(text) if text in set(Cure) else None


def check_request(demand: Demand, *, today: date) -> list[Refusal]:
    """Everything that a request for an original lacks: a ground of the four, reasons, a period ahead, an address."""
    found = []
    if trigger_of(demand.trigger) is None:
        found.append(Refusal("dossier.ground_missing", ASK, ("trigger",)))
    if not demand.reasons.strip():
        found.append(Refusal("dossier.reasons_missing", ASK, ("reasons",)))
    if not demand.address.strip():
        found.append(Refusal("dossier.address_missing", ASK, ("address",)))
    for name, text, most in (("reasons", demand.reasons, WORDS), ("address", demand.address, ADDRESS)):
        if len(text.strip()) > most:
            found.append(Refusal("dossier.too_long", "house rule: lengths of answers", (name,), (("most", str(most)),)))
    if demand.until is None or not today < demand.until <= today + timedelta(days=LONGEST):
        found.append(Refusal("dossier.period_wrong", ASK, ("until",), (("most", str(LONGEST)),)))
    return found


def check_reply(reply: str, words: str) -> list[Refusal]:
    """A party chooses what it will do; that it cannot bring the original needs a reason (民诉法解释 111)."""
    if reply not in set(Reply):
        return [Refusal("dossier.reply_missing", ASK, ("reply",))]
    if len(words.strip()) > WORDS:
        return [Refusal("dossier.too_long", "house rule: lengths of answers", ("words",), (("most", str(WORDS)),))]
    if reply == Reply.CANNOT and not words.strip():
        return [Refusal("dossier.hardship_missing", HARDSHIP, ("words",))]
    return []


def check_comparison(outcome: str, way: str, where: str) -> list[Refusal]:
    """A record says how it was done, whether both agree, and if not, where they differ."""
    if way not in set(Way):
        return [Refusal("dossier.way_missing", CURE, ("way",))]
    if outcome not in set(Outcome):
        return [Refusal("dossier.outcome_missing", CURE, ("outcome",))]
    if len(where.strip()) > WORDS:
        return [Refusal("dossier.too_long", "house rule: lengths of answers", ("where",), (("most", str(WORDS)),))]
    if outcome == Outcome.DIFFERS and not where.strip():
        return [Refusal("dossier.difference_missing", CURE, ("where",))]
    if outcome == Outcome.IDENTICAL and where.strip():
        return [Refusal("dossier.difference_but_identical", CURE, ("where", "outcome"))]
    return []


def compared(cure: Cure | None, *, newest: Outcome | None) -> bool:
    """Whether the ground fits: "compared" needs that the newest comparison found both identical (13(iv))."""
    return cure is not Cure.COMPARED or newest is Outcome.IDENTICAL
