"""Finding one of 100,000 persons by identity number: encrypted with a keyed digest, against a plain indexed column.

Both tables lie in one SQLite file, with the same persons; each round asks both, in turn, for the same person and reads
number and telephone. A second figure reads 20 persons by their row, which is what a page does. CPU of the process; the
ratio is what counts.

    .venv/bin/python bench/personal_data.py [PERSONS]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from _platform import enter, folder, init, show

PERSONS, ROUNDS, BATCH = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, 2_000, 2_000


def _cpu(do: Callable[[], Any]) -> float:
    begin = time.process_time()
    do()
    return (time.process_time() - begin) * 1000


def _number(serial: int) -> str:
    return f"990101{19000101 + serial // 1000 % 1000:08d}{serial % 1000:03d}X{serial // 1_000_000}"[:20]


def _fill(person: type[Any], plain: type[Any]) -> None:
    from django.db import connection, transaction

    from tongban.frame.guard import lifted

    with connection.schema_editor() as editor:
        editor.create_model(plain)
    for start in range(0, PERSONS, BATCH):
        told = [
            {
                "name": f"人{n}",
                "kind": "natural",
                "id_kind": "resident",
                "id_number": _number(n),
                "phone": f"138{n:08d}",
                "platform": "bench",
            }
            for n in range(start, min(start + BATCH, PERSONS))
        ]
        with transaction.atomic(), lifted("bench: persons"):
            person.objects.bulk_create([person(layer="own", **one) for one in told])
            plain.objects.bulk_create([plain(**one) for one in told])


def main() -> None:
    """Measure and print."""
    with folder() as home:
        init(home)
        enter(home)
        from django.db import models

        from tongban.people.models import Person

        class Plain(models.Model):  # noqa: DJ008 - nobody reads it
            name, kind = models.CharField(max_length=120), models.CharField(max_length=16)
            id_kind, platform = models.CharField(max_length=16), models.CharField(max_length=32)
            id_number = models.CharField(max_length=40, db_index=True)
            phone = models.CharField(max_length=32)

            class Meta:
                app_label = "bench"

        begin = time.process_time()
        _fill(Person, Plain)
        show(f"CPU to write {PERSONS} persons twice", time.process_time() - begin, "s")
        draw = random.Random(5)  # noqa: S311 # nosec - a repeatable draw

        def encrypted(number: str) -> None:
            row = Person.objects.get(platform="bench", id_kind="resident", id_number_index=number)
            assert row.id_number == number
            assert row.phone

        def plain(number: str) -> None:
            row = Plain.objects.get(platform="bench", id_kind="resident", id_number=number)
            assert row.id_number == number
            assert row.phone

        pairs = []
        for _ in range(ROUNDS):
            number = _number(draw.randrange(PERSONS))
            pairs.append((_cpu(lambda number=number: encrypted(number)), _cpu(lambda number=number: plain(number))))  # type: ignore[misc]
        _told("look-up by identity number", pairs)
        pages = []
        for _ in range(ROUNDS // 10):
            first = draw.randrange(PERSONS - 20)
            pages.append(
                (_cpu(lambda first=first: _page(Person, first)), _cpu(lambda first=first: _page(Plain, first)))
            )  # type: ignore[misc]
        _told("20 rows with number and telephone", pages)
        print("plan:", Person.objects.filter(id_number_index=_number(1)).explain())


def _page(table: type[Any], first: int) -> list[tuple[str, str, str]]:
    rows = table.objects.filter(pk__gt=first).order_by("pk")[:20]
    return [(row.name, row.id_number, row.phone) for row in rows]


def _told(what: str, pairs: list[tuple[float, float]]) -> None:
    show(f"{what}, encrypted", median(a for a, _ in pairs), "ms")
    show(f"{what}, plain", median(b for _, b in pairs), "ms")
    show("ratio of the medians", median(a for a, _ in pairs) / median(b for _, b in pairs), "times")


if __name__ == "__main__":
    main()
