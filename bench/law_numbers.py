"""Case numbers and causes of action: how many questions one core answers.

Goals: 20,000 numbers a second, each different, read and looked up in the tables (50 µs for one); a search or a
suggestion within 10 ms, at the median and for the slowest of the worked cases.

    .venv/bin/python bench/law_numbers.py
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import date
from statistics import median

from _platform import show

from tests.rules.law_tables import cases
from tongban.courts.law import PlainFact, case_types, read_number, search, suggest
from tongban.courts.rules.tables import all_courts
from tongban.kernel.casenumber import PADDED, CaseNumber, find_numbers, parse

MANY, DAY = 50_000, date(2026, 3, 2)


def numbers() -> list[str]:
    """Numbers of every court and type of the tables, all different."""
    courts = [court.code for court in all_courts() if court.code != "最高法知"]
    types = sorted({row.characters for row in case_types() if row.characters})
    made = []
    for turn in range(MANY):
        kind = types[turn % len(types)]
        serial = turn + 1 if kind not in PADDED else 10_000_000 + turn
        made.append(str(CaseNumber(2016 + turn % 11, courts[turn % len(courts)], "", kind, serial)))
    return made


def seconds(do: Callable[[], object]) -> float:
    """CPU time of one call."""
    begin = time.process_time()
    do()
    return time.process_time() - begin


def known(texts: Iterable[str]) -> None:
    """Read each number and look it up."""
    for text in texts:
        number = parse(text)
        assert isinstance(number, CaseNumber), text
        read_number(number)


def main() -> None:
    """Measure and print."""
    texts = numbers()
    known(texts[:100])
    took = seconds(lambda: known(texts))
    show(f"read and look up a number ({MANY / took:,.0f} a second)", took / MANY * 1e6, "µs", 50)
    page = "。".join(f"原告不服{text}判决" for text in texts[:10_000])
    show("find and read one of 10,000 numbers in a text", seconds(lambda: find_numbers(page)) / 10_000 * 1e6, "µs", 50)
    typed = [case["typed"] for case in cases("causes", "search")]
    search(typed[0], DAY)
    searches = [seconds(lambda words=words: search(words, DAY)) * 1000 for words in typed for _ in range(5)]  # type: ignore[misc]
    show("search a cause, median", median(searches), "ms", 10)
    show("search a cause, the slowest of the worked cases", max(searches), "ms", 10)
    facts = [set(map(PlainFact, case["facts"].split())) for case in cases("causes", "suggest")]
    suggested = [seconds(lambda told=told: suggest(told, DAY)) * 1000 for told in facts for _ in range(5)]  # type: ignore[misc]
    show("suggest a cause, median", median(suggested), "ms", 10)


if __name__ == "__main__":
    main()
