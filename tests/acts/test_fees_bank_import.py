"""The fee is assessed, the bank's files are taken in row by row, exactly once, and nothing is lost."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.acts.money import camt
from tests.acts.service import NONE, paid, quick_papers, statement, take
from tests.builders import House, refused
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Circumstance, Stage
from tongban.fees.actions import bank_import
from tongban.fees.actions.bank_import import import_file, import_once
from tongban.fees.actions.ledger import book
from tongban.fees.actions.settle import note_payment
from tongban.fees.events import PaymentNoted
from tongban.fees.models import BankFile, Charge, Payment, RefusedRow
from tongban.fees.queries import bank_files, held_payments, refused_rows
from tongban.fees.rules.codes import code_from
from tongban.fees.rules.ledger import put
from tongban.filing.actions.decide import accept
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.register.models import Due, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def owing(house: House) -> tuple[CaseView, Charge]:
    """A case with its charge."""
    case = house.case()
    assert house.work(without=NONE) == []
    return case, Charge.objects.get(case=case.uid)


def row(reference: str, charge: Charge, amount: str = "2015.00", code: str | None = None) -> str:
    return f"{reference},2026-11-24,{amount},CNY,{charge.code if code is None else code},林晓梅,诉讼费"


def test_the_ordinary_procedure_owes_the_full_fee(house: House) -> None:
    case = accept(house.filing(), by=house.clerk, at=house.at, found=[Circumstance.NOT_SIMPLE])
    assert house.work() == []
    charge = Charge.objects.get(case=case.uid)
    assert (charge.amount_minor, charge.article) == (403_000, "交纳办法 13(1)")


def test_the_exact_amount_settles_the_charge_and_moves_the_case(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    assert charge.state == "paid"
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    events = list(
        Entry.objects.filter(event__in=["payment_received", "charge_paid", "payment_noted"]).values_list(
            "event", flat=True
        )
    )
    assert sorted(events) == ["charge_paid", "payment_noted", "payment_received"]


@pytest.mark.parametrize(
    ("amount", "code", "held"),
    [
        ("2014.99", None, "amount_less"),
        ("2015.01", None, "amount_more"),
        ("2015.00", code_from(2025, 1), "code_unknown"),
        ("2015.00", "2026-0000-0000-00", "code_wrong"),
        ("2015.00", "", "no_code"),
    ],
)
def test_other_money_is_kept_and_shown_to_a_person(house: House, amount: str, code: str | None, held: str) -> None:
    case, charge = owing(house)
    take(house, row("EB1", charge, amount, code))
    assert Payment.objects.get().held == held
    assert case_by_uid(case.uid).stage is Stage.DOCKETED
    assert [p.held for p in held_payments(house.viewer(house.clerk.person))] == [held]
    assert held_payments(house.viewer(house.lin.uid)) == []


def test_a_payment_held_for_a_known_charge_is_its_own_courts_business(house: House) -> None:
    _, charge = owing(house)
    take(house, row("EB1", charge, "1.00"))
    assert len(held_payments(house.viewer(house.clerk.person))) == 1
    assert held_payments(house.viewer(house.wuhou_clerk.person)) == []


def test_a_second_payment_of_the_same_charge_is_held(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    take(house, row("EB2", charge))
    assert Payment.objects.get(reference="EB2").held == "paid_before"
    assert house.work(without=NONE) == []


def test_money_for_a_case_that_does_not_wait_is_held(house: House) -> None:
    case, charge = owing(house)
    house.put_at(case, Stage.WITHDRAWN)
    take(house, row("EB1", charge))
    assert Payment.objects.get().held == "case_not_waiting"


def test_the_same_file_twice_is_one_file(house: House) -> None:
    _, charge = owing(house)
    first = take(house, row("EB1", charge))
    entries = Entry.objects.count()
    again = take(house, row("EB1", charge), name="renamed.csv")
    assert (again.id, Entry.objects.count()) == (first.id, entries)


def test_the_same_money_in_another_file_is_one_payment(house: House) -> None:
    _, charge = owing(house)
    take(house, row("EB1", charge))
    second = take(house, row("EB1", charge), row("EB9", charge, "5.00"))
    assert (second.payments, second.repeated, second.refused) == (1, 1, 0)
    assert Payment.objects.count() == 2


def test_other_money_under_a_known_reference_is_refused_and_kept(house: House) -> None:
    _, charge = owing(house)
    take(house, row("EB1", charge))
    second = take(house, row("EB1", charge, "9.00"))
    assert (second.payments, second.refused) == (0, 1)
    assert RefusedRow.objects.get().flaws == ["reference_reused"]


def test_a_reference_twice_in_one_file_is_one_payment(house: House) -> None:
    _, charge = owing(house)
    file = take(house, row("EB1", charge), row("EB1", charge))
    assert (file.rows, file.payments, file.repeated) == (2, 1, 1)


def test_bad_rows_are_kept_with_their_reasons_beside_good_ones(house: House) -> None:
    case, charge = owing(house)
    file = take(house, "EB0,yesterday,-1,CNY,x,p,r", row("EB1", charge), "too,short")
    assert (file.rows, file.payments, file.refused) == (3, 1, 2)
    viewer = house.viewer(house.clerk.person)
    assert [[flaw.value for flaw in r.flaws] for r in refused_rows(viewer)] == [
        ["wrong_columns"],
        ["bad_amount", "bad_date"],
    ]
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert Entry.objects.filter(event="bank_row_refused", body__contains="yesterday").count() == 0


def test_a_file_that_cannot_be_read_is_noted_and_put_aside(house: House, tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_bytes(b"<!DOCTYPE x []><x/>")
    assert import_once(tmp_path, house.clock)
    assert [p.name.partition("-")[2] for p in (tmp_path / "unfit").iterdir()] == ["bad.xml"]
    assert [f.flaw for f in bank_files(house.viewer(house.clerk.person))] == ["not_xml"]


def test_the_inbox_is_emptied_one_file_at_a_time_and_unfinished_files_wait(house: House, tmp_path: Path) -> None:
    _, charge = owing(house)
    (tmp_path / "a.csv").write_bytes(statement(row("EB1", charge)))
    (tmp_path / "b.csv").write_bytes(statement(row("EB2", charge)))
    (tmp_path / "c.csv.part").write_bytes(b"half")
    (tmp_path / "link.csv").symlink_to(tmp_path / "c.csv.part")
    assert [import_once(tmp_path, house.clock) for _ in range(3)] == [True, True, False]
    assert len(list((tmp_path / "taken").iterdir())) == 2
    assert (tmp_path / "c.csv.part").exists()
    assert not import_once(tmp_path / "nowhere", house.clock)


@pytest.mark.parametrize("form", ["csv", "xml"])
def test_a_file_that_breaks_off_is_a_finding_and_is_read_again_when_it_is_whole(
    house: House, tmp_path: Path, form: str
) -> None:
    _, charge = owing(house)
    refs = f"<Refs><AcctSvcrRef>EB1</AcctSvcrRef></Refs><RmtInf><Ustrd>{charge.code}</Ustrd></RmtInf>"
    booked = (
        '<Ntry><Amt Ccy="CNY">2015.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<ValDt><Dt>2026-11-24</Dt></ValDt><NtryDtls><TxDtls>{refs}</TxDtls></NtryDtls></Ntry>"
    )
    whole = statement(row("EB1", charge)) if form == "csv" else camt(booked)
    path = tmp_path / f"s.{form}"
    path.write_bytes(whole[:-9])
    assert [import_once(tmp_path, house.clock) for _ in range(3)] == [True, False, False], "noted once"
    assert [file.flaw for file in bank_files(house.viewer(house.clerk.person))] == ["broken_off"]
    assert path.exists(), "whoever copies it goes on writing here"
    assert not Payment.objects.exists()
    assert not RefusedRow.objects.exists()
    path.write_bytes(whole)
    assert [import_once(tmp_path, house.clock) for _ in range(2)] == [True, False]
    charge.refresh_from_db()
    assert charge.state == "paid"
    assert not path.exists()


def test_a_file_that_grows_is_read_when_two_looks_saw_the_same(house: House, tmp_path: Path) -> None:
    looks: bank_import.Looks = {}
    path = tmp_path / "s.csv"
    for rows in (1, 2):
        path.write_bytes(statement(*(f"EB{n},2026-11-24,1.00,CNY,,p,r" for n in range(rows))))
        assert not import_once(tmp_path, house.clock, looks), "its last line is whole, but more may come"
    assert not BankFile.objects.exists()
    assert import_once(tmp_path, house.clock, looks)
    assert Payment.objects.count() == 2


def test_a_file_that_grows_while_it_is_read_stays_and_counts_nothing_twice(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, path = bank_import.import_file, tmp_path / "s.csv"
    lines = [f"EB{n},2026-11-24,1.00,CNY,,p,r" for n in range(3)]

    def meanwhile(content: bytes, name: str, *, at: datetime) -> BankFile:
        path.write_bytes(statement(*lines))
        return real(content, name, at=at)

    path.write_bytes(statement(*lines[:2]))
    monkeypatch.setattr(bank_import, "import_file", meanwhile)
    assert import_once(tmp_path, house.clock)
    assert path.exists()
    monkeypatch.setattr(bank_import, "import_file", real)
    assert import_once(tmp_path, house.clock)
    assert not path.exists()
    assert Payment.objects.count() == 3
    last = BankFile.objects.latest("id")
    assert (last.payments, last.repeated, last.refused) == (1, 2, 0)


def test_a_file_that_fails_does_not_hold_up_the_next(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bank_import.import_file

    def failing(content: bytes, name: str, *, at: datetime) -> BankFile:
        if name == "a.csv":
            raise RuntimeError(name)
        return real(content, name, at=at)

    monkeypatch.setattr(bank_import, "import_file", failing)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(statement(f"{name},2026-11-24,1.00,CNY,,p,r"))
    assert [import_once(tmp_path, house.clock) for _ in range(2)] == [True, False]
    assert (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_a_kill_between_any_two_steps_leaves_only_the_rest_to_do(
    house: House, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Steps: the file, three rows, the end. The process dies before step `after` + 1."""
    _, charge = owing(house)
    content = statement(row("EB1", charge), "bad,row", row("EB2", charge, "3.00"))
    real, steps = bank_import.act, iter(range(100))

    class Killed(BaseException):
        pass

    def dying(**given: Any) -> AbstractContextManager[Recording]:
        if next(steps) >= after:
            raise Killed
        return real(**given)

    monkeypatch.setattr(bank_import, "act", dying)
    with pytest.raises(Killed):
        import_file(content, "s.csv", at=house.at)
    monkeypatch.setattr(bank_import, "act", real)
    file = import_file(content, "s.csv", at=house.at)
    assert (file.payments, file.refused, file.repeated) == (2, 1, 0)
    kinds = ["bank_file_taken", "payment_received", "bank_row_refused", "charge_paid", "bank_file_imported"]
    assert [Entry.objects.filter(event=kind).count() for kind in kinds] == [1, 2, 1, 1, 1]
    assert BankFile.objects.count() == 1


def test_noting_a_payment_twice_does_it_once(house: House) -> None:
    from tongban.register.actions.record import AlreadyDone
    from tongban.register.queries import entry_view
    from tongban.register.vocabulary import DueWork

    case, charge = owing(house)
    take(house, row("EB1", charge))
    due = Due.objects.get(reaction="note_payment")
    work = DueWork(due.id, due.entry_id, due.reaction, entry_view(due.entry), house.at)
    note_payment(work)
    with pytest.raises(AlreadyDone):
        note_payment(work)
    assert Entry.objects.filter(event="payment_noted").count() == 1
    assert case_by_uid(case.uid).stage is Stage.PREPARATION


def test_the_same_money_cannot_be_put_against_a_charge_twice(house: House) -> None:
    case = paid(house)
    payment, charge = Payment.objects.get(held=""), Charge.objects.get(case=case.uid)
    fact = PaymentNoted(case=case.uid, charge=charge.uid)
    with refused("fees.not_that_much"), act(by=Actor.office("", "test"), at=house.at) as record:
        book(record, fact, put(payment.uid, charge.uid, Money(1)), payment)
