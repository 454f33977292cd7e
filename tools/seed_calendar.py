"""Write the working calendar of the courts from two independent packages and refuse when they disagree.

Run: python tools/seed_calendar.py src/tongban/courts/data

The result is committed as data and corrected by hand from the State Council's yearly notice; the product reads only
the data. A year for which `chinesecalendar` holds no official swaps is written as not announced: its days of the
decree stand, its swaps are unknown, and every date that leans on it is provisional.
"""

from __future__ import annotations

import csv
import sys
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays

FIRST_YEAR, LAST_YEAR = 2015, 2030
SATURDAY = 5
FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
DECREE = {
    "New Year": "元旦",
    "Chinese New Year": "春节",
    "Tomb": "清明节",
    "Labor": "劳动节",
    "Dragon": "端午节",
    "Mid-Autumn": "中秋节",
    "National": "国庆节",
}


def announced_rows(year: int) -> list[dict[str, str]]:
    """Rest days and make-up working days of an announced year; both packages must agree on each day."""
    other = holidays.country_holidays("CN", years=year)
    rows = []
    day = date(year, 1, 1)
    while day.year == year:
        rest, name = chinese_calendar.get_holiday_detail(day)
        if rest == other.is_working_day(day):
            message = f"{day}: the two sources disagree on whether it is a rest day"
            raise SystemExit(message)
        weekend = day.weekday() >= SATURDAY
        if rest and name is not None:
            rows.append(row(day, "holiday", FESTIVALS[name]))
        elif not rest and weekend:
            rows.append(row(day, "working", FESTIVALS[name] if name else ""))
        day += timedelta(days=1)
    return rows


def unannounced_rows(year: int) -> list[dict[str, str]]:
    """The days of the decree alone; days moved or swapped by a notice are unknown."""
    found = []
    for day, name in sorted(holidays.country_holidays("CN", years=year).items()):
        if "substituted" in name or "observed" in name:
            continue
        festival = next(code for start, code in DECREE.items() if name.startswith(start))
        found.append(row(day, "holiday", festival))
    return found


def row(day: date, kind: str, festival: str) -> dict[str, str]:
    """One line of `calendar_days.csv`."""
    return {"day": day.isoformat(), "kind": kind, "festival": festival}


def main(folder: Path) -> None:
    """Write `calendar_days.csv` and `calendar_years.csv` into `folder`."""
    days, years = [], []
    covered = {day.year for day in chinese_calendar.holidays}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        known = year in covered
        days += announced_rows(year) if known else unannounced_rows(year)
        article = "全国年节及纪念日放假办法; " + (
            f"国务院办公厅关于{year}年部分节假日安排的通知" if known else "not announced"
        )
        years.append({"year": str(year), "announced": "yes" if known else "no", "article": article, "basis": "copy"})
    for name, rows in (("calendar_days.csv", days), ("calendar_years.csv", years)):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
