"""Write the pinyin of the causes of action beside their names: initials and syllables.

Run: python tools/seed_causes.py src/tongban/courts/data

The result is committed as data; the product reads only the data. Run it again when rows were added to `causes.csv`.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pypinyin import Style, lazy_pinyin

MARKS = "、“”（）()《》,，·"


def plain(name: str) -> str:
    """The name without its punctuation."""
    return "".join(character for character in name if character not in MARKS)


def initials(name: str) -> str:
    """The first letter of each syllable: 民间借贷纠纷 -> mjjdjf."""
    return "".join(lazy_pinyin(plain(name), style=Style.FIRST_LETTER, errors=str.lower))


def syllables(name: str) -> str:
    """The syllables without tones: 民间借贷纠纷 -> min jian jie dai jiu fen."""
    return " ".join(lazy_pinyin(plain(name), errors=str.lower))


def main(folder: Path) -> None:
    """Read the list, write it back with both columns."""
    table = folder / "causes.csv"
    with table.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    fields = ("code", "level", "name", "parent", "initials", "pinyin", "valid_from", "valid_to", "article", "basis")
    with table.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"initials": initials(row["name"]), "pinyin": syllables(row["name"])} for row in rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
