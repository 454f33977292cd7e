"""Tables about the court's money that several pages of the desk show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tongban.cases.queries import case_by_uid
from tongban.desk.frame import DeskRequest
from tongban.desk.tables import left
from tongban.desk.wording import money as words
from tongban.desk.wording.events import EVENTS
from tongban.face import presentation
from tongban.face.parts import Column, Row, Table
from tongban.face.tags.values import moment, money
from tongban.fees.queries import (
    balances_of,
    days_checked,
    differences_of,
    fiscal_of_case,
    fiscal_troubles,
    fiscal_waiting,
    journal_of,
    open_applications,
    open_reviews,
    overdue_charges,
    refunds_at,
    refunds_of,
    refunds_overdue,
)
from tongban.fees.vocabulary import (
    RECOVERY,
    BadListRow,
    ChargeView,
    DifferenceView,
    FiscalState,
    FiscalView,
    Place,
    RefundState,
    RefundView,
)
from tongban.fees.wording import (
    ACCOUNTS,
    DIFFERENCES,
    FISCAL_FLAWS,
    FISCAL_ROW_FLAWS,
    FISCAL_STATES,
    GROUNDS,
    REFUND_STATES,
    REFUND_WHY,
    REVIEW_ABOUT,
)
from tongban.kernel.money import Money
from tongban.people.vocabulary import Role


def refunds_table(request: DeskRequest) -> Table:
    """Refunds that wait, for the list and the inbox."""
    found = refunds_at(request.viewer)
    return _refunds(request, found, str(words.REFUNDS) % {"n": len(found)}, str(words.NO_REFUNDS))


def late_refunds_table(request: DeskRequest) -> Table:
    """Refunds that the court has not paid within the fifteen days (交纳办法 53(2)), each a task until it is paid."""
    found = refunds_overdue(request.viewer, timezone.localtime(request.at).date())
    return _refunds(request, found, str(words.LATE_REFUNDS) % {"n": len(found)}, str(words.NO_LATE_REFUNDS))


def overdue_table(request: DeskRequest) -> Table:
    """Fees that were not paid in time, each with what a person may do about it now."""
    found = overdue_charges(request.viewer, timezone.localtime(request.at).date())
    columns = _columns(words.WHAT, words.AMOUNT, words.LAST_DAY, words.FOLLOWS)
    rows = [
        Row(
            (
                _number(one),
                money(one.owed),
                left(one.due, request.at),
                str(words.ENFORCED if one.period == RECOVERY else words.WITHDRAWN),
            ),
            href=reverse("desk:fees_case" if one.period == RECOVERY else "desk:fees_lapse", args=[one.case]),
            state="overdue",
        )
        for one in found
    ]
    return Table(str(words.OVERDUE) % {"n": len(found)}, columns, rows, str(words.NO_OVERDUE))


def _number(charge: ChargeView) -> str:
    return case_by_uid(charge.case).number


def relief_table(request: DeskRequest) -> Table:
    """Applications for relief that wait for a decision."""
    found = open_applications(request.viewer)
    columns = _columns(words.GROUND, words.APPLIED)
    rows = [
        Row(
            (GROUNDS.get(one.ground, one.ground), moment(one.applied_at)),
            href=reverse("desk:charge_relief", args=[one.charge]),
        )
        for one in found
    ]
    return Table(str(words.APPLICATIONS) % {"n": len(found)}, columns, rows, str(words.NO_APPLICATIONS))


def reviews_table(request: DeskRequest) -> Table:
    """Reviews of decisions about fees that wait for the president."""
    found = open_reviews(request.viewer)
    columns = _columns(words.REVIEWED, words.APPLIED, words.DECIDE_UNTIL)
    rows = [
        Row(
            (REVIEW_ABOUT[one.about], moment(one.asked_at), left(one.due, request.at, done=None)),
            href=reverse("desk:fee_review", args=[one.uid]),
        )
        for one in found
    ]
    return Table(str(words.REVIEWS) % {"n": len(found)}, columns, rows, str(words.NO_REVIEWS))


def case_refunds_table(request: DeskRequest, case: UUID) -> Table:
    """The refunds of a case."""
    found = refunds_of(request.viewer, case)
    return _refunds(request, found, str(words.CASE_REFUNDS), str(words.NO_CASE_REFUNDS))


def _refunds(request: DeskRequest, found: list[RefundView], caption: str, empty: str) -> Table:
    columns = _columns(words.WHAT, words.AMOUNT, words.PAYEE, words.STATE, words.DUE)
    rows = [
        Row(
            (
                REFUND_WHY.get(one.event, ""),
                money(one.amount),
                _own(one.payee),
                REFUND_STATES[one.state],
                left(one.due, request.at, done=one.ended_at),
            ),
            href=reverse("desk:refund", args=[one.uid]),
            state="overdue" if one.state is RefundState.FAILED or _is_late(one, request) else "",
        )
        for one in found
    ]
    return Table(caption, columns, rows, empty)


def _is_late(one: RefundView, request: DeskRequest) -> bool:
    return one.ended_at is None and one.due < timezone.localtime(request.at).date()


def journal_table(request: DeskRequest, case: UUID) -> Table:
    """Every movement of money in a case, in the order in which it was posted."""
    columns = _columns(words.DAY, words.WHAT, words.DEBIT, words.CREDIT, words.AMOUNT)
    rows = [
        Row(
            (
                _day(one.value_date),
                EVENTS.get(one.event, one.event),
                ACCOUNTS[one.transfer.debit.account],
                ACCOUNTS[one.transfer.credit.account],
                money(one.transfer.amount),
            )
        )
        for one in journal_of(request.viewer, case)
    ]
    return Table(str(words.JOURNAL), columns, rows, str(words.NO_JOURNAL))


def balances_table(request: DeskRequest, case: UUID) -> Table:
    """What stands on each account for a case; what the court has or is owed is above nothing."""
    columns = _columns(words.ACCOUNT, words.BALANCE)
    rows = [
        Row((ACCOUNTS[place.account], money(Money(minor, currency))))
        for (place, currency), minor in _of_accounts(balances_of(request.viewer, case)).items()
        if minor
    ]
    return Table(str(words.BALANCES), columns, rows, str(words.NO_JOURNAL))


def _of_accounts(found: dict[tuple[Place, str], int]) -> dict[tuple[Place, str], int]:
    summed: dict[tuple[Place, str], int] = {}
    for (place, currency), minor in found.items():
        key = (Place(place.account), currency)
        summed[key] = summed.get(key, 0) + minor
    return summed


def differences_table(request: DeskRequest, day: date | None = None, only: DifferenceView | None = None) -> Table:
    """Open differences, those of a day, or one."""
    found = [only] if only else differences_of(request.viewer, day)
    columns = _columns(words.DAY, words.KIND, words.REFERENCE, words.TOLD, words.CLEARED)
    rows = [
        Row(
            (_day(one.day), DIFFERENCES[one.kind], _own(one.reference), _told(one), _cleared(one)),
            href="" if one.cleared_at or only else reverse("desk:reconciliation_difference", args=[one.uid]),
            state="" if one.cleared_at else "overdue",
        )
        for one in found
    ]
    caption = str(words.DAY_DIFFERENCES) if day or only else str(words.DIFFERENCES) % {"n": len(rows)}
    return Table(caption, columns, rows, str(words.NO_DIFFERENCES))


def days_table(request: DeskRequest) -> Table:
    """The days that were reconciled, with the lines that each side had."""
    columns = _columns(words.DAY, words.BANK, words.GATEWAY, words.LINES, words.FOUND)
    rows = [
        Row(
            (_day(one.day), one.bank, one.gateway, one.journal, one.found),
            href=reverse("desk:reconciliation_day", args=[one.day.isoformat()]),
        )
        for one in days_checked(request.viewer)
    ]
    return Table(str(words.DAYS), columns, rows, str(words.NO_DAYS))


def fiscal_troubles_table(request: DeskRequest) -> Table:
    """Receipts that the treasury refused, which are tasks."""
    found = fiscal_troubles(request.viewer)
    return _fiscal(request, found, str(words.FISCAL_TROUBLES) % {"n": len(found)}, str(words.NO_FISCAL_TROUBLES))


def fiscal_waiting_table(request: DeskRequest) -> Table:
    """Receipts that the treasury is to issue or to reverse."""
    found = fiscal_waiting(request.viewer)
    return _fiscal(request, found, str(words.FISCAL_WAITING) % {"n": len(found)}, str(words.NO_FISCAL_WAITING))


def case_fiscal_table(request: DeskRequest, case: UUID) -> Table:
    """The receipts of a case."""
    found = fiscal_of_case(request.viewer, case)
    return _fiscal(request, found, str(words.FISCAL_CASE), str(words.NO_FISCAL_CASE))


def _fiscal(request: DeskRequest, found: Sequence[FiscalView], caption: str, empty: str) -> Table:
    puts_right = bool({Role.CLERK, Role.PRESIDENT} & set(request.desk.roles))
    columns = _columns(words.AMOUNT, words.TITLE, words.STATE, words.BILL, words.DAY)
    rows = [
        Row(
            (
                money(one.amount),
                _own(one.title.name),
                " · ".join(
                    str(part) for part in (FISCAL_STATES[one.state], one.flaw and FISCAL_FLAWS[one.flaw]) if part
                ),
                one.bill.name if one.bill else "",
                moment(one.moved_at),
            ),
            href=reverse("desk:fiscal_receipt", args=[one.uid]) if puts_right else "",
            state="overdue" if one.state in {FiscalState.FAILED, FiscalState.UNREVERSED} else "",
        )
        for one in found
    ]
    return Table(caption, columns, rows, empty)


def bad_rows_table(found: Sequence[BadListRow]) -> Table:
    """Rows of the treasury's list that were not taken."""
    columns = _columns(words.LINE, words.WHAT, words.RAW)
    rows = [
        Row((one.line, " ".join(str(FISCAL_ROW_FLAWS[flaw]) for flaw in one.flaws), _own(one.raw)), state="overdue")
        for one in found
    ]
    return Table(str(words.FISCAL_BAD) % {"n": len(rows)}, columns, rows, str(words.NO_FISCAL_BAD))


def _told(one: DifferenceView) -> SafeString:
    return format_html_join(
        "", '<div>{}: <span translate="no">{}</span></div>', ((words.SOURCES.get(w, w), what) for w, what in one.told)
    )


def _cleared(one: DifferenceView) -> SafeString | str:
    if one.cleared_at is None:
        return str(words.OPEN)
    return format_html("{} · {}", moment(one.cleared_at), _own(one.reasons) if one.reasons else words.GONE)


def _columns(*labels: object) -> list[Column]:
    return [Column(str(label)) for label in labels]


def _own(text: str) -> SafeString:
    """A text that somebody else wrote, in whatever language."""
    return format_html('<span translate="no">{}</span>', text)


def _day(value: date) -> str:
    return presentation.day(value, get_language() or "en")
