"""The fictional bank: its own process, its statements, and the platform that reads them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tongban.cli.bank import Bank, OrderUnfit, inboxes_from, run_bank
from tongban.fees.adapters.bank_files import read_bank_file
from tongban.fees.rules.codes import code_from
from tongban.fees.vocabulary import BankRow

CODE = code_from(2026, 5)
ORDER = {"code": CODE, "amount": "2015.00", "account": "court", "payer": "林晓梅 <&>", "remark": '诉讼费, "x"'}


@pytest.mark.parametrize("form", ["csv", "camt"])
def test_an_order_becomes_a_statement_that_reads_back(tmp_path: Path, form: str) -> None:
    bank = Bank(tmp_path, {"court": tmp_path / "inbox"})
    reference = bank.order({**ORDER, "format": form})
    (statement,) = (tmp_path / "inbox").glob("*.*")
    rows = read_bank_file(statement.read_bytes(), statement.name)
    assert isinstance(rows, tuple)
    (row,) = rows
    assert isinstance(row, BankRow)
    assert (row.reference, row.amount.decimal_text, row.code, row.payer) == (reference, "2015.00", CODE, "林晓梅 <&>")


def test_an_order_bears_the_day_of_the_demo_whose_clock_runs_ahead(tmp_path: Path) -> None:
    ahead, days = tmp_path / "clock", []
    for seconds in (0, 40 * 86_400):
        ahead.write_text(str(seconds))
        inbox = tmp_path / str(seconds)
        Bank(tmp_path, {"court": inbox}, ahead).order(ORDER)
        (statement,) = inbox.iterdir()
        (row,) = read_bank_file(statement.read_bytes(), statement.name)
        days.append(row.value_date)
    assert (days[1] - days[0]).days == 40


def test_an_order_found_again_after_a_kill_gives_the_same_statement(tmp_path: Path) -> None:
    bank = Bank(tmp_path, {"court": tmp_path / "inbox"})
    bank.order(ORDER)
    (before,) = (tmp_path / "inbox").iterdir()
    content = before.read_bytes()
    (done,) = (tmp_path / "done").iterdir()
    done.rename(tmp_path / "orders" / done.name)
    assert bank.work() == 1
    assert [p.read_bytes() for p in (tmp_path / "inbox").iterdir()] == [content]


def test_an_order_to_nobody_is_refused_and_put_aside(tmp_path: Path) -> None:
    bank = Bank(tmp_path, {"a": tmp_path / "a", "b": tmp_path / "b"})
    with pytest.raises(OrderUnfit, match="accounts: a, b"):
        bank.order({**ORDER, "account": "c"})
    (tmp_path / "orders" / "x.json").write_text(json.dumps({**ORDER, "account": "c"}))
    (tmp_path / "orders" / "y.json").write_text("no json")
    assert run_bank(tmp_path, bank.inboxes, None, once=True) == 0
    assert {p.name for p in (tmp_path / "unfit").iterdir()} == {"x.json", "y.json"}


def test_an_inbox_is_named_by_its_account_or_by_the_platforms_home(tmp_path: Path) -> None:
    found = inboxes_from([f"x={tmp_path}/1", str(tmp_path / "chongqing" / "bank")])
    assert set(found) == {"x", "chongqing"}


def test_the_bank_is_a_process_of_its_own_that_takes_a_form(tmp_path: Path) -> None:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inbox = tmp_path / "chongqing" / "bank"
    command = [sys.executable, "-m", "tongban.cli.bank", str(port), str(tmp_path / "b"), str(inbox)]
    with subprocess.Popen(command) as process:
        try:
            for _ in range(100):
                try:
                    page = httpx.get(f"http://127.0.0.1:{port}/", params={"code": CODE, "amount": '"><script>'})
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            assert CODE in page.text
            assert "<script>" not in page.text
            wrong = httpx.post(f"http://127.0.0.1:{port}/pay", data={**ORDER, "account": "nobody"})
            assert (wrong.status_code, list(tmp_path.glob("chongqing/bank/*"))) == (400, [])
            done = httpx.post(f"http://127.0.0.1:{port}/pay", data={**ORDER, "account": "chongqing"})
            assert done.status_code == 200
            assert len(list(inbox.glob("EB*.csv"))) == 1
        finally:
            process.terminate()
