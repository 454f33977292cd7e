"""An act done in a person's account counts as the person's own, unless theft of the account is shown (7(2))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.kernel.refusal import Refusal

LAW = "在线诉讼规则 7(2)"
LONGEST = 2000
"""Characters of what a person or a court writes; house rule."""
STILL = frozenset({"companion_named", "member_rights_set", "feed_opened", "personal_data_exported"})
"""Facts that need no proof of identity and yet are not made in an account that stands still: by them a thief keeps what
the account opens: somebody stands beside the person, an address tells her dates, all of her data is carried away.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What speaks for it that the person sits in a session.

    `factors`: when each second factor that was shown in it had been set up; `looked`: when it disputed the act, or when
    an identity platform or a face check found in it that it is the person; `renewed`: when a counter last gave the
    account a new password, paper in hand; `proven`: when such a platform or check last found the person in any session.
    """

    factors: tuple[datetime, ...] = ()
    looked: datetime | None = None
    renewed: datetime | None = None
    proven: datetime | None = None


def is_held(done_at: datetime, opened: datetime, shown: Shown) -> bool:
    """Whether a session sees nothing of a case while an act of `done_at` is disputed since `opened` (7(2)).

    What opened the account to whoever did the act opens nothing more. What he could not have counts: a second factor
    that is older than the act, a password from a counter since then, a check of the person in this very session. The
    session that disputes sees on, until the person is found in another.
    """
    if any(made < done_at for made in shown.factors):
        return False
    if shown.renewed is not None and shown.renewed >= opened:
        return False
    return shown.looked is None or shown.looked < max(opened, shown.proven or opened)


def may_dispute(
    person: UUID, actor: Mapping[str, Any], *, disputed: bool, event: str, open_to: frozenset[str]
) -> list[Refusal]:
    """Whether an entry by `actor` can be disputed by `person`: it must be an act of litigation in her name, and new."""
    own = actor.get("role") == "party" and actor.get("person") == str(person)
    if not own or event not in open_to:
        return [Refusal("people.no_such_act", LAW)]
    return [Refusal("people.disputed_before", LAW)] if disputed else []


def may_decide(clerk: UUID, holder: UUID, actor: Mapping[str, Any], *, is_open: bool) -> list[Refusal]:
    """Whether this member of staff may decide: not over an own matter, nor over an act at which she helped."""
    if not is_open:
        return [Refusal("people.dispute_decided", LAW)]
    involved = clerk == holder or actor.get("helper") == str(clerk)
    return [Refusal("people.own_hand", "CPL 47")] if involved else []


def check_words(text: str, field: str) -> list[Refusal]:
    """Something must be said, and not without end."""
    if not text.strip():
        return [Refusal("people.words_missing", LAW, (field,))]
    too_long = len(text.strip()) > LONGEST
    return [Refusal("people.words_too_long", LAW, (field,), (("limit", str(LONGEST)),))] if too_long else []
