"""Reads the section `[guide]` of an interview: what is read before beginning, and the words by which it is found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tongban.filing.rules.cues import with_families
from tongban.filing.vocabulary.interviews import Guide, Tells

if TYPE_CHECKING:
    from tongban.filing.rules.reading import _Reader as Reader

MEDIATION = ("likely", "possible", "rare")
_GUIDE = {"group", "words", "perhaps", "against", "said", "tells", "causes", "can", "where", "first", "mediation"}
_TELLS = {"answer", "beside", "never"}
Raw = Mapping[str, Any]


def read_guide(reader: Reader, raw: Raw, key: str) -> Guide:
    """The section; what is wrong with it is told to the `reader`, and reads as empty."""
    reader.only(raw, _GUIDE, key)
    return Guide(
        group=reader.text(raw, "group", key, among=reader.parts.get("groups", {})),
        words=read_cues(reader, raw, "words", key),
        perhaps=read_cues(reader, raw, "perhaps", key),
        against=read_cues(reader, raw, "against", key),
        said=tuple(raw.get("said", ())),
        tells=tuple(
            _tells(reader, one, f"{key}.tells[{number}]") for number, one in enumerate(raw.get("tells", ()), 1)
        ),
        causes=tuple(raw.get("causes", ())),
        can=reader.texts(raw, "can", key),
        where=reader.texts(raw, "where", key),
        first=reader.texts(raw, "first", key, needed=False),
        mediation=reader.text(raw, "mediation", key, among=MEDIATION),
    )


def _tells(reader: Reader, raw: Raw, key: str) -> Tells:
    reader.only(raw, _TELLS, key)
    answer = reader.text(raw, "answer", key)
    reader.used.append((key, answer))
    return Tells(answer, read_cues(reader, raw, "beside", key), read_cues(reader, raw, "never", key))


def read_cues(reader: Reader, raw: Raw, name: str, key: str) -> tuple[str, ...]:
    """Words of people (`rules/cues.py`); a part without a sign would be found in every story."""
    given, place = raw.get(name, []), f"{key}.{name}"
    if not isinstance(given, list):
        reader.flaw("value_wrong", place, typed=str(given), allowed='["房租", "rent"]')
        return ()
    families, found = reader.parts.get("families", {}), []
    for one in given:
        if not (isinstance(one, str) and all(word.strip() for part in one.split(" + ") for word in part.split("/"))):
            reader.flaw("value_wrong", place, typed=str(one), allowed="房租; rent; 孩子/娃儿 + 归/跟我")
            continue
        try:
            found.append(with_families(one, families))
        except KeyError as unknown:
            reader.flaw("name_unknown", place, name=str(unknown.args[0]))
    return tuple(found)
