"""The words of a witness in the record (SI 119, 120; 证据规定 71-74; CPL 150)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tongban.cases.vocabulary.witnesses import WitnessState, WitnessView
from tongban.hearings.rules.record import OBJECTIONS_LIMIT, content_of
from tongban.hearings.vocabulary import LineView, Speaker
from tongban.kernel.refusal import Refusal

LAW = "SI 117(3); 证据规定 71-74"


def check_witness(
    speaker: str, witness: WitnessView | None, lines: Sequence[LineView], corrects: int | None
) -> Refusal | None:
    """Who speaks as a witness was called in, and nobody else's words are noted as a witness's.

    A line of a witness is corrected as a line of the same witness, also after the witness has left, until it is signed.
    """
    if (speaker == Speaker.WITNESS) is not (witness is not None):
        return Refusal("hearings.witness_unnamed", LAW, ("speaker",))
    corrected = next((line.witness for line in lines if line.number == corrects), None)
    if corrects is not None and corrected != (witness.uid if witness else None):
        return Refusal("hearings.other_witness", LAW, ("corrects",))
    able = {WitnessState.TESTIFYING} | ({WitnessState.RELEASED} if corrects is not None else set())
    if witness is None or witness.state in able:
        return None
    return Refusal("hearings.witness_not_called", LAW, ("speaker",), (("witness", witness.name),))


def statement_digest(lines: Sequence[LineView]) -> str:
    """The SHA-256 of what one witness said: the lines as they were read."""
    return hashlib.sha256(content_of(lines)).hexdigest()


def check_statement(lines: Sequence[LineView], digest: str, correction: str) -> list[Refusal]:
    """Why a statement is not confirmed: nothing was said, other words were read, the correction is too long."""
    if not lines:
        return [Refusal("hearings.statement_empty", "CPL 150")]
    found = []
    if digest != statement_digest(lines):
        found.append(Refusal("hearings.other_statement", "CPL 150", ("digest",)))
    if len(correction.strip()) > OBJECTIONS_LIMIT:
        facts = (("limit", str(OBJECTIONS_LIMIT)),)
        found.append(Refusal("hearings.too_long", "house rule: lengths of answers", ("correction",), facts))
    return found
