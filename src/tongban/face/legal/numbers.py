"""Case numbers as data: what one says, and the types of cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tongban.courts.law import NumberReading, case_types
from tongban.face.sayings import refusal_data
from tongban.kernel.casenumber import LAW


def number_data(reading: NumberReading) -> dict[str, Any]:
    """What a number says, and what is doubtful about it."""
    number, court, names = reading.number, reading.court, [row.name for row in reading.types]
    return {
        "number": str(number),
        "year": number.year,
        "court": {
            "code": number.court,
            "known": court is not None,
            "name": court.name if court else "",
            "level": court.level.value if court else "",
            "level_term": court.level.term if court else "",
        },
        "special": number.special,
        "type": {
            "characters": number.type_chars,
            "known": bool(names),
            "name": "、".join(names),
            "names": names,
            "codes": [row.type_code for row in reading.types if row.type_code],
        },
        "serial": number.serial,
        "derived": number.derived,
        "article": LAW,
        "known": not reading.doubts,
        "doubts": [refusal_data(doubt) for doubt in reading.doubts],
    }


def case_type_rows(words: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The types of cases in which every one of `words` is found: in the name, the characters, or as the code."""
    wanted = list(words)
    return [
        {
            "code": row.type_code,
            "characters": row.characters,
            "name": row.name,
            "kind": row.kind,
            "first": row.valid_from.isoformat(),
            "levels": [level.value for level in sorted(row.levels, key=lambda level: level.rank)],
            "levels_article": row.levels_article,
        }
        for row in case_types()
        if all(word in row.name or word in row.characters or word == row.type_code for word in wanted)
    ]
