"""Reads what case an interview opens where that is no civil action of first instance: its section `[opens]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tongban.cases.law import TRACKS, Do, asked_at
from tongban.cases.vocabulary import Track
from tongban.courts.law import case_types, period_rule
from tongban.filing.rules.writing import names_in
from tongban.filing.vocabulary.interviews import Earlier, Opens, Suit
from tongban.kernel.refusal import Refusal

if TYPE_CHECKING:
    from tongban.filing.rules.reading import _Reader as Reader

EARLIER = "earlier.number"
"""The answer that holds the number of the case from which a filing starts."""
_OPENS = {
    *("track", "numbers", "accepts", "decide", "paper", "sides", "within", "since", "late", "earlier", "suit", "joins"),
}
_EARLIER = {"act", "stages", "up", "decide", "favoured", "here"}
Raw = Mapping[str, Any]


def read_opens(reader: Reader, raw: Raw, key: str) -> Opens:
    """The section; what is wrong with it is told to the `reader`, and reads as empty."""
    reader.only(raw, _OPENS, key)
    track = Track(reader.text(raw, "track", key, among=Track) or Track.ORDINARY)
    earlier = _earlier(reader, raw["earlier"], f"{key}.earlier") if "earlier" in raw else None
    reader.used += [(f"{key}.since", str(raw["since"]))] if "since" in raw else []
    reader.used += [(f"{key}.earlier", EARLIER)] if earlier else []
    _period(reader, raw, "decide", key, needed=True)
    within = reader.cases(raw, "within", key, needed=False)
    for one in within:
        _period(reader, {"within": one.value}, "within", key, needed=True)
    joins = bool(raw.get("joins", False))
    first = {move.act for move in TRACKS[track].moves if joins or move.source == asked_at(track)}
    sides = raw.get("sides", {})
    return Opens(
        track=track,
        numbers=reader.cases(raw, "numbers", key, [one.characters for one in case_types()], needed=not joins),
        accepts=reader.text(raw, "accepts", key, needed=False, among=first),
        decide=str(raw.get("decide", "")),
        paper=reader.text(raw, "paper", key),
        sides=(reader.text(sides, "first", f"{key}.sides"), reader.text(sides, "second", f"{key}.sides")),
        within=within,
        since=str(raw.get("since", "")),
        late=reader.text(raw, "late", key, needed=False, among=("stops", "warns")) or "stops",
        earlier=earlier,
        suit=_suit(reader, raw["suit"], f"{key}.suit") if "suit" in raw else None,
        joins=joins,
    )


def _suit(reader: Reader, raw: Raw, key: str) -> Suit:
    reader.only(raw, {"interview", "answers"}, key)
    answers = {str(name): str(text) for name, text in raw.get("answers", {}).items()}
    reader.used += [(f"{key}.answers", name) for text in answers.values() for name in names_in(text)]
    return Suit(reader.text(raw, "interview", key), answers)


def _earlier(reader: Reader, raw: Raw, key: str) -> Earlier:
    reader.only(raw, _EARLIER, key)
    _period(reader, raw, "decide", key, needed=bool(raw.get("up")))
    stages = {stage.value for table in TRACKS.values() for stage in table.stages}
    for stage in raw.get("stages", ()):
        if stage not in stages:
            reader.flaw("value_wrong", f"{key}.stages", typed=str(stage), allowed="a stage of a procedure")
    return Earlier(
        act=reader.text(raw, "act", key, needed=False, among=Do),
        stages=tuple(raw.get("stages", ())),
        up=bool(raw.get("up", False)),
        decide=str(raw.get("decide", "")),
        favoured=bool(raw.get("favoured", False)),
        here=bool(raw.get("here", False)),
    )


def _period(reader: Reader, raw: Raw, name: str, key: str, *, needed: bool) -> None:
    """The id of a period stands in the table of periods."""
    given = reader.text(raw, name, key, needed=needed)
    if given and isinstance(period_rule(given), Refusal):
        reader.flaw("name_unknown", f"{key}.{name}", name=given)
