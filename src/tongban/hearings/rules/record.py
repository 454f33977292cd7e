"""The record of a hearing (笔录): what a line needs, its digest, and the paper (CPL 150; 在线诉讼规则 34)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tongban.hearings.vocabulary import ConfirmationView, HearingView, LineView, Part, Speaker, Way
from tongban.kernel.facts import canonical, plain
from tongban.kernel.refusal import Refusal

LAW = "CPL 150"
TEXT_LIMIT = 4000
NAME_LIMIT = 60
OBJECTIONS_LIMIT = 2000
"""Characters; house rules."""


def check_line(*, part: str, speaker: str, name: str, text: str) -> list[Refusal]:
    """Everything that is wrong with a line that was typed."""
    found = []
    if part not in set(Part):
        found.append(Refusal("hearings.part_missing", LAW, ("part",)))
    if speaker not in set(Speaker):
        found.append(Refusal("hearings.speaker_missing", LAW, ("speaker",)))
    if not name.strip():
        found.append(Refusal("hearings.name_missing", LAW, ("name",)))
    if not text.strip():
        found.append(Refusal("hearings.text_missing", LAW, ("text",)))
    for field, typed, limit in (("name", name, NAME_LIMIT), ("text", text, TEXT_LIMIT)):
        if len(typed.strip()) > limit:
            facts = (("limit", str(limit)),)
            found.append(Refusal("hearings.too_long", "house rule: lengths of answers", (field,), facts))
    return found


def check_correction(corrects: int | None, lines: Sequence[LineView]) -> Refusal | None:
    """None when there is such a line, or nothing is corrected."""
    if corrects is None or corrects in {line.number for line in lines}:
        return None
    return Refusal("hearings.no_such_line", LAW, ("corrects",), (("number", str(corrects)),))


def content_of(lines: Sequence[LineView]) -> bytes:
    """The bytes of a record that are digested and sealed: every line, corrections included, in order (RFC 8785).

    A line says whose words it holds only where a witness speaks: records sealed before witnesses were known stay valid.
    """
    told = plain(list(lines))
    return canonical([{key: value for key, value in line.items() if key != "witness" or value} for line in told])


def current(lines: Sequence[LineView]) -> list[LineView]:
    """The lines that stand: a corrected line gives way to its newest correction, which keeps its place."""
    newest = {line.number: line for line in lines}
    first = {line.number: line.corrects for line in lines if line.corrects is not None}
    for number, corrected in first.items():
        root = corrected
        while root in first:
            root = first[root]
        newest[root] = newest[number]
    return [newest[line.number] for line in lines if line.corrects is None]


def paper_data(
    hearing: HearingView,
    head: dict[str, Any],
    names: dict[Any, tuple[str, str]],
    present: list[dict[str, Any]],
    *,
    offset: Any,  # noqa: ANN401 - a function
) -> dict[str, Any]:
    """The data of `papers/record.typ`.

    `head`: court, case_no, date, cause, procedure, bench, open_to_public (CPL 137); `names`: per party uid its role and
    name; `present`: see `attendance.attended`; `offset(moment)` gives a moment in the court's own time.
    """
    assert hearing.opened_at is not None  # noqa: S101 - the record belongs to a hearing that took place
    return head | {
        "opened": offset(hearing.opened_at).isoformat(),
        "closed": offset(hearing.closed_at).isoformat() if hearing.closed_at else None,
        "place": hearing.place,
        "mode": hearing.mode.term,
        "present": present,
        "stages": _stages(hearing.lines, offset),
        "corrections": [
            {"by": names[c.party][1], "passage": "见申请", "to": c.objections, "decided": "申请记录在案"}
            for c in hearing.confirmations
            if c.objections and c.way is not Way.REFUSED
        ],
        "confirmations": [_confirmation(c, names, offset) for c in hearing.confirmations],
    }


def _stages(lines: Sequence[LineView], offset: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a function
    """The lines that stand, grouped as the hearing went; a part that was taken up again stands again."""
    stages: list[dict[str, Any]] = []
    for line in current(lines):
        if not stages or stages[-1]["name"] != line.part.term:
            stages.append({"name": line.part.term, "entries": []})
        entry = {"speaker": line.name, "role": line.speaker.term, "text": line.text, "at": f"{offset(line.at):%H:%M}"}
        stages[-1]["entries"].append(entry | ({"note": "当庭更正"} if line.corrects is not None else {}))
    return stages


def _confirmation(view: ConfirmationView, names: dict[Any, tuple[str, str]], offset: Any) -> dict[str, Any]:  # noqa: ANN401 - a function
    role, name = names[view.party]
    shown = {"role": role, "name": name, "way": view.way.term, "at": offset(view.at).isoformat()}
    return shown | ({"refused": view.objections} if view.way is Way.REFUSED else {})
