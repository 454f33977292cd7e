"""Taking in what the bank reports: each row in an act of its own, each exactly once, none lost.

The folder is the port: the bank (another process, another institution) puts finished files there, by renaming them;
what is copied there slowly is not read before it is whole. A file is known by its digest and a payment by the bank's
reference, so that a kill at any point only means that the rest is done later.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError
from django.db.models import Q

from tongban.access.vocabulary import Layer
from tongban.fees.actions.ledger import Told, book
from tongban.fees.actions.paying_out import confirm_refund, take_status
from tongban.fees.actions.payments import take_in
from tongban.fees.adapters.bank_files import LIMIT, read_bank_file
from tongban.fees.adapters.status_reports import is_report, read_report
from tongban.fees.events import BankFileImported, BankFileTaken, BankRowRefused, GatewaySettled
from tongban.fees.models import BankFile, Charge, Payment, Posting, Refund, RefusedRow
from tongban.fees.rules.codes import find_settlement, parse_code
from tongban.fees.rules.ledger import settled_gateway
from tongban.fees.vocabulary import UNFINISHED, Account, BadRow, BankRow, FileFlaw, RowFlaw, StatusRow
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused

log = logging.getLogger("tongban.bank")
_LAW = "house rule: bank statements are imported as they arrive"
_ENDINGS = (".csv", ".xml")
TAKEN, UNFIT = "taken", "unfit"
Rows = tuple[BankRow | BadRow, ...] | tuple[StatusRow | BadRow, ...]


class Look(NamedTuple):
    """A file as a look into the inbox saw it: its size, and when it was changed last, in nanoseconds."""

    size: int
    changed: int


Looks = dict[str, Look]
"""What the last look into the inbox saw, by the names of the files."""


class BusinessClock(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...


def import_once(folder: Path, clock: BusinessClock, looks: Looks | None = None) -> bool:
    """Take in the oldest finished file of the bank's inbox; False when there was none.

    A file is finished when it ends as its kind ends, and, where somebody looks again and again (`looks`), when it has
    not changed since the look before. One that breaks off is noted as unfit, stays, and is read again when it has
    changed. A file is moved to `taken/` or `unfit/` when every row of it has been dealt with, under its digest and
    name. One that cannot be finished now stays, is logged, and does not hold up those behind it.
    """
    for path in _waiting(folder, looks):
        try:
            if not _import(path, folder, clock.now()):
                continue
        except Exception:
            log.exception("the bank's file %s could not be finished", path.name)
            continue
        return True
    return False


def _waiting(folder: Path, looks: Looks | None) -> list[Path]:
    """Files that may be finished, the oldest first; links and files under way are no files of the bank's."""
    found = [path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS] if folder.is_dir() else []
    files = [path for path in found if path.is_file() and not path.is_symlink() and not path.name.startswith(".")]
    now = {path: look for path in files if (look := _look(path)) is not None}
    still = [path for path in now if looks is None or looks.get(path.name) == now[path]]
    if looks is not None:
        looks.clear()
        looks |= {path.name: look for path, look in now.items()}
    return sorted(still, key=lambda path: (now[path].changed, path.name))


def _look(path: Path) -> Look | None:
    """How the file stands now; None when it is gone: another worker was faster."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return Look(found.st_size, found.st_mtime_ns)


def _import(path: Path, folder: Path, at: datetime) -> bool:
    """Whether anything was done about the file."""
    before = _look(path)
    with path.open("rb") as source:
        content = source.read(LIMIT + 1)
    known = BankFile.objects.filter(digest=_digest(content), done_at__isnull=False).exists()
    done = import_file(content, path.name, at=at)
    if done.flaw in UNFINISHED or _look(path) != before:
        # More of it may come: rows that were taken in are known by then.
        return not known
    place = folder / (UNFIT if done.flaw else TAKEN)
    place.mkdir(exist_ok=True)
    path.replace(place / f"{done.digest[:16]}-{path.name}")
    return True


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def import_file(content: bytes, name: str, *, at: datetime) -> BankFile:
    """Take in one file; again with the same bytes, only what is still missing is done."""
    digest = _digest(content)
    file = BankFile.objects.filter(digest=digest).first()
    if file is not None and file.done_at is not None:
        return file
    rows = read_report(content) if is_report(content) else read_bank_file(content, name)
    try:
        file = file or _taken(rows, name, digest, len(content), at)
    except IntegrityError:
        file = BankFile.objects.get(digest=digest)
    if isinstance(rows, FileFlaw):
        return file
    answered = 0
    for row in rows:
        if isinstance(row, BadRow):
            _refuse(file, row, at)
        elif isinstance(row, StatusRow):
            answered += _take_status(file, row, at)
        else:
            _take(file, row, at)
    others = [row.reference for row in rows if isinstance(row, BankRow) and not _is_payment(row)]
    moved = Posting.objects.filter(reference__in=others).values("reference").distinct().count()
    return _finished(file, len(rows) - moved - answered, at)


def _office(court: str = "") -> Actor:
    return Actor.office(court, _LAW, settings.TONGBAN.slug)


def _taken(rows: Rows | FileFlaw, name: str, digest: str, size: int, at: datetime) -> BankFile:
    flaw = rows if isinstance(rows, FileFlaw) else None
    count = 0 if isinstance(rows, FileFlaw) else len(rows)
    with act(by=_office(), at=at) as record:
        file = BankFile.objects.create(
            layer=Layer.STAFF,
            name=name[:120],
            digest=digest,
            size=size,
            received_at=at,
            rows=count,
            flaw=flaw or "",
            done_at=at if flaw else None,
        )
        record(BankFileTaken(file=file.uid, digest=digest, rows=count, flaw=flaw or ""), under=_LAW)
    if flaw:
        log.warning("the bank's file %s cannot be read: %s", name, flaw)
    return file


def _take(file: BankFile, row: BankRow, at: datetime) -> None:
    """One movement, once: a reference that is known is the same money again, or goes to a person."""
    booked = _booked(row.reference)
    if booked is None:
        try:
            (_settle if _is_payment(row) else _take_other)(file, row, at)
        except IntegrityError:
            # Another importer was faster with this money; what it wrote is compared.
            booked = _booked(row.reference)
            if booked is None:
                _refuse(file, _as_bad(row, RowFlaw.SETTLED_BEFORE), at)
    if booked is not None and not _same(booked, row):
        _refuse(file, _as_bad(row, RowFlaw.REFERENCE_REUSED), at)


def _booked(reference: str) -> Posting | None:
    """What the journal holds on the bank account under this reference."""
    on_account = Q(debit=Account.BANK) | Q(credit=Account.BANK)
    return Posting.objects.filter(on_account, reference=reference).order_by("id").first()


def _same(booked: Posting, row: BankRow) -> bool:
    out = booked.credit == Account.BANK
    return (booked.amount_minor, booked.currency, booked.value_date, out) == (
        row.amount.minor,
        row.amount.currency,
        row.value_date,
        row.out,
    ) and not _for_another(booked, row)


def _for_another(booked: Posting, row: BankRow) -> bool:
    """Whether the two name different fees or refunds: some banks write one reference to every part of a batch."""
    about = [uid for uid in (booked.debit_of, booked.credit_of) if uid is not None]
    payment, refund = Payment.objects.filter(uid__in=about).first(), Refund.objects.filter(uid__in=about).first()
    before, now = payment.code if payment else refund.code if refund else "", row.refund or row.code
    return bool(before and now) and _plain(before) != _plain(now)


def _plain(code: str) -> str:
    found = parse_code(code)
    return found if isinstance(found, str) else code


def _as_bad(row: BankRow, flaw: RowFlaw) -> BadRow:
    raw = f"{row.reference},{row.value_date},{row.amount},{row.code},{row.payer},{row.text}"
    return BadRow(row.line, raw, row.digest, (flaw,))


def _settle(file: BankFile, row: BankRow, at: datetime) -> None:
    """A payment is put against its charge when everything agrees, else held for a person."""
    code = parse_code(row.code)
    found = None if isinstance(code, Refusal) else Charge.objects.filter(code=code).first()
    with act(by=_office(found.court if found else ""), at=at) as record:
        charge = locked(Charge.objects.filter(id=found.id)).get() if found else None
        payment = Payment(
            layer=Layer.STAFF,
            reference=row.reference,
            amount_minor=row.amount.minor,
            currency=row.amount.currency,
            value_date=row.value_date,
            code=row.code,
            payer=row.payer,
            text=row.text,
            row_digest=row.digest,
            file=file,
            line=row.line,
        )
        take_in(record, payment, charge)


def _is_payment(row: BankRow) -> bool:
    """Whether the row tells neither of a refund nor of a gateway's settlement.

    Who names a fee pays it, whatever else the remark says: numbers of contracts look like those of settlements.
    """
    settles = find_settlement(row.text) and not Charge.objects.filter(code=_plain(row.code)).exists()
    return not (row.refund or row.out or settles)


def _take_other(file: BankFile, row: BankRow, at: datetime) -> None:
    """A refund of ours that the bank paid, or that came back; what the gateway hands over. Others are refused."""
    if not (row.refund or row.out):
        number = find_settlement(row.text)
        fact = GatewaySettled(number=number, reference=row.reference, amount=row.amount, value_date=row.value_date)
        with act(by=_office(), at=at) as record:
            transfers, told = settled_gateway(row.amount), Told(row.value_date, row.reference)
            book(record, fact, transfers, file, of=number, under=_LAW, told=told)
        return
    try:
        confirm_refund(row.refund, row.reference, row.amount, row.value_date, out=row.out, by=_office(), at=at)
    except Refused as no:
        if _booked(row.reference) is None:
            log.warning("line %s of %s names no refund that can be confirmed: %s", row.line, file.name, no)
            _refuse(file, _as_bad(row, RowFlaw.UNKNOWN_REFUND), at)


def _take_status(file: BankFile, row: StatusRow, at: datetime) -> bool:
    """An answer of the bank to an order of ours; what fits no refund goes to a person."""
    found = take_status(row, by=_office(), at=at)
    if isinstance(found, RowFlaw):
        _refuse(file, BadRow(row.line, row.raw, row.digest, (found,)), at)
        return False
    return found


def _refuse(file: BankFile, row: BadRow, at: datetime) -> None:
    flaws = tuple(flaw.value for flaw in row.flaws)
    with act(by=_office(), at=at) as record:
        locked(BankFile.objects.filter(id=file.id)).get()
        if RefusedRow.objects.filter(file=file, line=row.line).exists():
            raise NothingToDo
        RefusedRow.objects.create(
            layer=Layer.STAFF, file=file, line=row.line, raw=row.raw, digest=row.digest, flaws=list(flaws), at=at
        )
        record(BankRowRefused(file=file.uid, line=row.line, digest=row.digest, flaws=flaws), under=_LAW)


def _finished(file: BankFile, rows: int, at: datetime) -> BankFile:
    payments = Payment.objects.filter(file=file).count()
    refused = RefusedRow.objects.filter(file=file).count()
    with act(by=_office(), at=at) as record:
        row = locked(BankFile.objects.filter(id=file.id)).get()
        if row.done_at is not None:
            # Another importer had the same file and was faster.
            raise NothingToDo
        row.done_at, row.payments, row.refused, row.repeated = at, payments, refused, rows - payments - refused
        row.save(update_fields=["done_at", "payments", "refused", "repeated"])
        uid: UUID = row.uid
        record(
            BankFileImported(file=uid, digest=row.digest, payments=payments, refused=refused, repeated=row.repeated),
            under=_LAW,
        )
    return row
