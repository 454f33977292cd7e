"""A court's processes are killed with -9 while they take in the bank's file; each yuan is taken once, none is lost."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.acts.service import statement
from tests.faults.platforms import Platform, wait

pytestmark = [
    pytest.mark.long,
    # The platform of this test is an embedded one, whatever database the run is about.
    pytest.mark.only_on("sqlite"),
    pytest.mark.timeout(600),
]
ROWS = 400


@pytest.mark.heavy(keep=1)
@pytest.mark.parametrize("seed", range(4))
def test_an_import_that_is_killed_again_and_again_takes_each_row_once(tmp_path: Path, seed: int) -> None:
    chance, court = random.Random(seed), Platform(tmp_path / "chongqing", "chongqing", "渝")
    court.hand("people")
    rows = [f"EB{n:04d},2026-11-23,1.00,CNY,,林晓梅,不知何款" for n in range(ROWS)]
    rows[::40] = ["bad,row"] * len(rows[::40])
    inbox = court.home / "bank"
    inbox.mkdir(exist_ok=True)
    (inbox / "day.csv").write_bytes(statement(*rows))
    try:
        for kill in range(4):
            court.start()
            before = ROWS * kill // 5
            wait(lambda: _taken(court) > before, "the import goes on", court)  # noqa: B023 - asked at once
            time.sleep(chance.uniform(0, 0.4))
            court.kill()
        court.start()
        wait(lambda: court.rows("SELECT 1 FROM fees_bankfile WHERE done_at IS NOT NULL"), "the import ends", court)
        wait(lambda: not list(inbox.glob("*.csv")), "the file is put away", court)
    finally:
        court.kill()
    good = ROWS - len(rows[::40])
    assert court.rows("SELECT payments, refused, repeated FROM fees_bankfile") == [(good, ROWS - good, 0)]
    assert court.rows("SELECT count(*), count(DISTINCT reference) FROM fees_payment") == [(good, good)]
    assert court.rows("SELECT count(*), sum(amount_minor) FROM fees_posting") == [(good, good * 100)]
    facts = dict(court.rows("SELECT event, count(*) FROM register_entry GROUP BY event"))
    assert (facts["bank_file_taken"], facts["bank_file_imported"]) == (1, 1)
    assert (facts["payment_received"], facts["bank_row_refused"]) == (good, ROWS - good)
    assert len(list((inbox / "taken").iterdir())) == 1


def _taken(court: Platform) -> int:
    """How many rows of the file were dealt with."""
    return sum(court.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("fees_payment", "fees_refusedrow"))  # noqa: S608 - names of our own tables
