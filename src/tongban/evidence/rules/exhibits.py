"""What an exhibit must say, and how the court decides about its form (CPL 68, 69; 证据规定 19; 在线诉讼规则 12, 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from tongban.dossier.vocabulary import Cure
from tongban.evidence.vocabulary import ExhibitAct, ExhibitStage, Secrecy, SecrecyAct, SecretGround
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

TITLE_LIMIT = 60
TEXT_LIMIT = 400
"""Characters; house rules, shown before."""
_LIST = "证据规定 19"

_COURT = roles("clerk", "judge")
_AUDIT = "在线诉讼规则 12(1)"
_ORIGINAL = "在线诉讼规则 12(2)"
_FORM = "在线诉讼规则 13"

EXHIBIT = Procedure(
    name="exhibit",
    first=ExhibitStage.SUBMITTED,
    last=frozenset({ExhibitStage.AUDITED, ExhibitStage.ORIGINAL_REQUIRED, ExhibitStage.USABLE}),
    moves=(
        Move(ExhibitAct.PASS_AUDIT, ExhibitStage.SUBMITTED, ExhibitStage.AUDITED, _COURT, _AUDIT),
        Move(
            ExhibitAct.REQUIRE_ORIGINAL,
            ExhibitStage.SUBMITTED,
            ExhibitStage.ORIGINAL_REQUIRED,
            _COURT,
            _ORIGINAL,
            needs=frozenset({"ground_named"}),
        ),
        Move(
            ExhibitAct.REQUIRE_ORIGINAL,
            ExhibitStage.AUDITED,
            ExhibitStage.ORIGINAL_REQUIRED,
            _COURT,
            _ORIGINAL,
            needs=frozenset({"ground_named"}),
        ),
        Move(
            ExhibitAct.ACCEPT_FORM,
            ExhibitStage.AUDITED,
            ExhibitStage.USABLE,
            roles("judge"),
            _FORM,
            needs=frozenset({"ground_named", "unopposed", "compared"}),
        ),
        Move(
            ExhibitAct.ACCEPT_FORM,
            ExhibitStage.ORIGINAL_REQUIRED,
            ExhibitStage.USABLE,
            roles("judge"),
            _FORM,
            needs=frozenset({"ground_named", "unopposed", "compared"}),
        ),
    ),
)

_ORDER = "CPL 71; 民诉法解释 103"
SECRECY = Procedure(
    name="secrecy",
    first=Secrecy.OPEN,
    last=frozenset({Secrecy.OPEN, Secrecy.SECRET}),
    moves=(
        Move(
            SecrecyAct.KEEP,
            Secrecy.OPEN,
            Secrecy.SECRET,
            roles("judge"),
            _ORDER,
            needs=frozenset({"ground_named", "not_examined"}),
        ),
        Move(SecrecyAct.LIFT, Secrecy.SECRET, Secrecy.OPEN, roles("judge"), _ORDER),
    ),
)
"""An exhibit that is secret cannot be examined, and what was examined was seen by all: it cannot become secret."""


def check_exhibit(*, title: str, proves: str, source: str, files: int) -> list[Refusal]:
    """Everything that is missing in an exhibit: name, what it proves, files (证据规定 19)."""
    found = []
    for name, text, limit in (("title", title, TITLE_LIMIT), ("proves", proves, TEXT_LIMIT)):
        if not text.strip():
            found.append(Refusal(f"evidence.{name}_missing", _LIST, (name,)))
        found += too_long(name, text, limit)
    found += too_long("source", source, TEXT_LIMIT)
    if not files:
        found.append(Refusal("evidence.file_missing", "CPL 68", ("files",)))
    return found


def too_long(name: str, text: str, limit: int) -> list[Refusal]:
    """A refusal when `text` is longer than `limit` characters."""
    if len(text.strip()) <= limit:
        return []
    return [Refusal("evidence.too_long", "house rule: lengths of answers", (name,), (("limit", str(limit)),))]


def key_of(files: Iterable[str]) -> str:
    """The digest of a set of files: the same files from the same party are the same exhibit."""
    return hashlib.sha256("\n".join(sorted(set(files))).encode()).hexdigest()


def ground_of(text: str) -> SecretGround | None:
    """The ground of secrecy that `text` names, or None."""
    return SecretGround(text) if text in set(SecretGround) else None


def unopposed(cure: Cure | None, *, all_heard: bool, anybody_differs: bool) -> bool:
    """Whether the ground fits what was said: "no objection" needs that all could speak and none objected (13(1))."""
    return cure is not Cure.NOT_OBJECTED or (all_heard and not anybody_differs)
