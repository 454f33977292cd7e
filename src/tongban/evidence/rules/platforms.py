"""The register of evidence platforms, and the forms of proofs that can be handed in (在线诉讼规则 16, 17)."""

from __future__ import annotations

from tongban.evidence.rules.exhibits import too_long
from tongban.evidence.vocabulary import PlatformAct, PlatformKind, PlatformStatus, ProofForm
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

REGISTER_LAW = "在线诉讼规则 17"
PROOF_LAW = "在线诉讼规则 16"
PROOF_SIZE = 5_000_000
"""Most bytes of a proof; the file that it is about is the exhibit."""
_NAME, _OPERATOR = 80, 120
_PRESIDENT = roles("president")
_REASON = frozenset({"reason_given"})

PLATFORM = Procedure(
    name="platform",
    first=PlatformStatus.UNDER_REVIEW,
    last=frozenset({PlatformStatus.WITHDRAWN}),
    moves=(
        *(
            Move(PlatformAct.ADMIT, source, PlatformStatus.ADMITTED, _PRESIDENT, REGISTER_LAW, needs=_REASON)
            for source in (PlatformStatus.UNDER_REVIEW, PlatformStatus.SUSPENDED)
        ),
        Move(
            PlatformAct.SUSPEND,
            PlatformStatus.ADMITTED,
            PlatformStatus.SUSPENDED,
            _PRESIDENT,
            REGISTER_LAW,
            needs=_REASON,
        ),
        *(
            Move(PlatformAct.WITHDRAW, source, PlatformStatus.WITHDRAWN, _PRESIDENT, REGISTER_LAW, needs=_REASON)
            for source in (PlatformStatus.UNDER_REVIEW, PlatformStatus.ADMITTED, PlatformStatus.SUSPENDED)
        ),
    ),
)


def check_platform(*, name: str, kind: str, operator: str, readable: bool) -> list[Refusal]:
    """Everything that is missing in an entry; `readable`: what its proofs are to be checked with could be read."""
    found = []
    for field, text, limit in (("name", name, _NAME), ("operator", operator, _OPERATOR)):
        if not text.strip():
            found.append(Refusal(f"evidence.platform_{field}_missing", REGISTER_LAW, (field,)))
        found += too_long(field, text, limit)
    if kind not in set(PlatformKind):
        found.append(Refusal("evidence.platform_kind_missing", REGISTER_LAW, ("kind",)))
    elif not readable:
        found.append(Refusal("evidence.platform_keys_unreadable", REGISTER_LAW, ("trust",)))
    return found


def form_of(head: bytes) -> ProofForm | None:
    """The form of a proof by its first bytes: zip or tlog-proof, a DER sequence, or JSON; None for anything else."""
    if head.startswith((b"PK\x03\x04", b"c2sp.org/tlog-proof@")):
        return ProofForm.LEDGER
    if head.startswith(b"\x30"):
        return ProofForm.STAMP
    return ProofForm.CHAIN if head.lstrip()[:1] == b"{" else None


def check_proof(head: bytes, size: int) -> Refusal | ProofForm:
    """The form of a proof of `size` bytes that begins with `head`, or why it is not taken."""
    form = form_of(head)
    if size > PROOF_SIZE:
        limit = (("limit", f"{PROOF_SIZE // 1_000_000}"),)
        return Refusal("evidence.proof_too_large", PROOF_LAW, ("proof",), limit)
    return form or Refusal("evidence.proof_form_unknown", PROOF_LAW, ("proof",))
