"""Who may sit at the table, and what may be said and put there (在线调解规则 4, 5, 10-13, 18, 19; 特邀调解 15, 16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tongban.cases.vocabulary import PartyView, Track
from tongban.kernel.refusal import Refusal
from tongban.mediation.vocabulary import ALL, MEDIATOR, MediationAct, MediatorKind, Outcome, TextKind, Wish

WORDS_LIMIT = 4000
PROFILE_LIMIT = 600
"""Characters; house rules."""
LONGEST_EXTENSION = 60
"""Days of one extension: what is longer is a slip of the pen; house rule."""
_WORDS = frozenset(
    {
        MediationAct.SPEAK,
        MediationAct.AGREE,
        MediationAct.ASK_RELEASE,
        MediationAct.AGREE_RELEASE,
        MediationAct.CONCLUDE,
    }
)
_LENGTHS = "house rule: lengths of answers"


PERIODS = ("mediation_post_ordinary", "mediation_post_simplified")
"""A mediation's own period in a registered case: 15 days, or 7 where the simplified rules hold (24)."""


def period_of(track: Track) -> str:
    """The period that begins with the mediator's yes; one that runs stays when the case is converted."""
    return PERIODS[track.simple]


def check_entry(kind: str, scope: str, fee: str, profile: str) -> list[Refusal]:
    """What is missing in an entry of the register of mediators, which is public (在线调解规则 5(2))."""
    law = "在线调解规则 5"
    found = [] if kind in set(MediatorKind) else [Refusal("mediation.kind_missing", law, ("kind",))]
    for field, text in (("scope", scope), ("fee", fee), ("profile", profile)):
        if not text.strip():
            found.append(Refusal("mediation.entry_incomplete", law, (field,)))
        found += _too_long(field, text, PROFILE_LIMIT)
    return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may become the mediator of a case; `enlisted`: stands in the register of its court."""

    person: UUID | None
    enlisted: bool
    tries: bool
    of_a_side: bool


def check_mediator(candidate: Candidate) -> list[Refusal]:
    """What keeps somebody from mediating this case.

    Whoever tries or keeps the case is refused although a judge may mediate (5(1)): in mediation led by the bench
    itself there is no wall, and it takes place in the hearing, on its record.
    """
    if not candidate.enlisted:
        return [Refusal("mediation.not_on_register", "在线调解规则 10(2); 特邀调解 12", ("mediator",))]
    if candidate.tries:
        return [Refusal("mediation.tries_the_case", "在线调解规则 18; 特邀调解 16", ("mediator",))]
    if candidate.of_a_side:
        return [Refusal("mediation.of_a_side", "在线调解规则 13(1); 特邀调解 15", ("mediator",))]
    return []


def check_referral(
    parties: Iterable[PartyView], agreed_at: Mapping[UUID, datetime], since: datetime | None, *, platform: str
) -> list[Refusal]:
    """What keeps a registered case from being referred, when all agreed to online mediation at `agreed_at`.

    `since`: when an earlier mediation ended: a yes given before was for that one. Who acts through another platform
    cannot sit at the table: nothing that is said there leaves this one.
    """
    found = []
    stale = [p.name for p in parties if since is not None and agreed_at[p.uid] <= since]
    if stale:
        facts = (("who", "、".join(stale)),)
        found.append(Refusal("mediation.agreed_to_the_last_one", "在线调解规则 4; 在线诉讼规则 4(2)", facts=facts))
    away = [p.name for p in parties if p.person is None or p.platform not in {"", platform}]
    if away:
        facts = (("who", "、".join(away)),)
        found.append(Refusal("mediation.party_elsewhere", "在线调解规则 16(2)", facts=facts))
    return found


def unwatched(what: MediationAct, helper_court: str) -> Refusal | None:
    """At a court's counter a party may choose, change and leave; words of the mediation are not for the clerk (18)."""
    if helper_court and what in _WORDS:
        return Refusal("mediation.beside_staff", "在线调解规则 18")
    return None


def check_words(field: str, text: str, law: str) -> list[Refusal]:
    """Words are needed, of at most `WORDS_LIMIT` characters."""
    if not text.strip():
        return [Refusal("mediation.words_missing", law, (field,))]
    return _too_long(field, text, WORDS_LIMIT)


def check_addressee(to: str, *, by_mediator: bool, parties: Collection[UUID]) -> UUID | Refusal | None:
    """The party with whom the mediator speaks alone; None when it is for all. A party speaks to all or to the mediator.

    In the second case the party is the speaker's own, which the caller knows: `to` is MEDIATOR.
    """
    if to == ALL or (to == MEDIATOR and not by_mediator):
        return None
    alone = next((party for party in parties if str(party) == to), None) if by_mediator else None
    return alone or Refusal("mediation.addressee_missing", "在线调解规则 16(1), 18", ("to",))


def check_text(kind: TextKind, text: str, days: int | None) -> list[Refusal]:
    """What is missing in a common text: words, or the days of an extension."""
    if kind is not TextKind.EXTENSION:
        return check_words("text", text, "在线调解规则 19, 22")
    if days is None or not 1 <= days <= LONGEST_EXTENSION:
        return [Refusal("mediation.days_missing", "在线调解规则 24", ("days",), (("most", str(LONGEST_EXTENSION)),))]
    return []


def check_wish(kind: TextKind, wish: str) -> list[Refusal]:
    """With an agreement each party says what it asks of the court (在线调解规则 20(2))."""
    if kind is TextKind.AGREEMENT and wish not in set(Wish):
        return [Refusal("mediation.wish_missing", "在线调解规则 20(2)", ("wish",))]
    return []


def common_wish(wishes: Collection[str]) -> Wish | None:
    """What all parties ask for; None when they ask for different things: then each applies to the court itself."""
    return Wish(next(iter(wishes))) if len(set(wishes)) == 1 else None


def check_outcome(outcome: str, able: Collection[Outcome]) -> list[Refusal]:
    """A mediation is ended for one of the reasons that are the actor's to give."""
    if outcome in able:
        return []
    return [Refusal("mediation.outcome_missing", "在线调解规则 25", ("outcome",))]


def _too_long(field: str, text: str, limit: int) -> list[Refusal]:
    if len(text) <= limit:
        return []
    return [Refusal("mediation.too_long", _LENGTHS, (field,), (("limit", str(limit)),))]
