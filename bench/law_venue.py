"""How many venue decisions with full steps one core gives in a second. The goal: at least 2,000.

The disputes are those of the worked cases in docs/law, over and over; the tables are read before the clock starts.
"""

from __future__ import annotations

import time

from _platform import ROOT

GOAL = 2_000
SECONDS = 5.0


def main() -> None:
    """Decide for some seconds and print the rate."""
    from tests.rules.venue_cases import day_of, dispute_of, venue_cases
    from tongban.courts.law import competent_courts

    cases = [(dispute_of(case), day_of(case)) for case in venue_cases()]
    for dispute, on in cases:
        competent_courts(dispute, on=on)
    decided, started = 0, time.process_time()
    while time.process_time() - started < SECONDS:
        for dispute, on in cases:
            competent_courts(dispute, on=on)
        decided += len(cases)
    rate = decided / (time.process_time() - started)
    print(f"{len(cases)} disputes of {(ROOT / 'docs' / 'law').relative_to(ROOT)}, {decided} decisions, CPU time")
    print(f"{'venue decisions with full steps':<58} {rate:8.0f} a second   goal: at least {GOAL}   ", end="")
    print("kept" if rate >= GOAL else "MISSED")


if __name__ == "__main__":
    main()
