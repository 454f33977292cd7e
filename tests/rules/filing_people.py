"""Invented people who answer interviews: from the data alone, for every branch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from tongban.filing.rules.answers import paper_kind_of
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.rules.told import MORE, Told, named
from tongban.filing.vocabulary import Answers, Interview, Kind, Pleading, Question
from tongban.kernel.refusal import Refusal
from tongban.people.rules.identity_papers import _CHECKS as _ID_CHECKS
from tongban.people.rules.identity_papers import _WEIGHTS as _ID_WEIGHTS
from tongban.people.rules.identity_papers import credit_check

SNAPSHOTS = Path(__file__).parent / "filing_snapshots"
TODAY = date(2026, 3, 2)
DIVISIONS = ("500103", "510107", "500112")
SHARED = {"plaintiff", "defendant", "agreement", "state", "consent", "story", "arbitration"}
EVERYTHING = {
    "loan.repaid": "",
    "loan.happened": "2024-09-10",
    "loan.due": "2025-03-09",
    "loan.rate": "18",
    "deal.paid": "3000",
    "deal.used": "800",
    "deal.penalty": "",
    "deal.happened": "2024-11-01",
    "deal.delivered": "2024-12-01",
    "bought.used": "500",
    "bought.wrong": "faulty,fraud",
    "order.wrong": "fraud",
    "lease.thing": "house",
    "lease.from": "2024-07-01",
    "lease.to": "2026-06-30",
    "lease.since": "2025-06-01",
    "lease.until": "2025-12-31",
    "lease.given_back": "no",
    "lease.damage": "",
    "estate.area": "89.5",
    "estate.price": "2.80",
    "estate.since": "2024-01-01",
    "estate.until": "2025-12-31",
    "care.since": "2025-01-01",
    "care.from": "2025-12-01",
    "care.until": "2033-08-01",
    "work.from": "2021-03-15",
    "work.to": "2025-10-31",
    "work.contract": "unsigned",
    "accident.harm": "hurt",
    "accident.share": "",
    "accident.fault": "main",
    "hurt.hospital_days": "12",
    "hurt.meal": "50",
    "hurt.care_days": "30",
    "hurt.care_rate": "150",
    "hurt.off_days": "90",
    "hurt.off_rate": "200",
    "hurt.born": "1958-01-01",
    "hurt.grade": "9",
    "hurt.income": "54000",
    "bank.rate": "15.4",
    "bank.counted_to": "2025-11-30",
    "marriage.apart": "2023-05-01",
    "children.born": "2016-04-02",
    "claim.what": "confirm,wages,overtime,double,severance,leave",
    "work.ended": "forced",
    "loan.interest": "agreed",
    "data.wish": "stop,delete,copy,correct,apology,damage",
    "account.wish": "restore,goods,money,void",
    "next.wish": "stop,restore,danger,damage",
}
"""Answers of several choices that show every part of a complaint."""
_OTHER_NUMBERS = {
    "passport": "E{:08}",
    "foreign_residence": "KGZ{:012}",
    "hk_macao_permit": "H{:08}",
    "taiwan_permit": "{:08}",
}
"""Numbers of other papers than a resident's, by their kind."""
NAMES = {"plaintiff.name": "林晓梅", "defendant.name": "周志强"}
Choose = Callable[[int], int]
"""A number from 0 up to one less than what is given."""


def middling(many: int) -> int:
    """The choice of somebody who answers everything and has nothing more than once."""
    return 0 if many == 2 else many // 3


def answered(
    interview: Interview, choose: Choose, *, full: bool = True, fixed: Answers | None = None, today: date = TODAY
) -> Answers:
    """Answers of one person to all that becomes due; `full`: also what need not be answered; some `fixed`."""
    answers: Answers = {}
    for page in interview.pages:
        row = 1
        while row == 1 or (row <= page.most and answers.get(named(f"{page.repeat}.{MORE}", row - 1)) == "yes"):
            for question in page.questions:
                told = Told(interview, answers, today, page.repeat, row)
                if question.kind in {Kind.FILES, Kind.PARTY_LIST} or not (
                    told.holds(page.show_if) and told.holds(question.show_if)
                ):
                    continue
                if question.id in (fixed or {}):
                    answers[named(question.id, row)] = (fixed or {})[question.id]
                elif question.required or (full and choose(4)):
                    paper = answers.get(paper_kind_of(named(question.id, row)), "")
                    answers[named(question.id, row)] = _answer(question, row, choose, today, paper)
            row += 1
    return answers


def _answer(  # noqa: C901, PLR0911, PLR0912 - one case for each kind
    question: Question, row: int, choose: Choose, today: date, paper: str
) -> str:
    """A right answer of the kind that is asked for; of `paper` the number that it has."""
    if question.id.endswith(f".{MORE}"):
        return "yes" if row < 3 and choose(2) else "no"
    match question.kind:
        case Kind.AMOUNT:
            return f"{(1 + choose(200)) * 125}.50"
        case Kind.NUMBER:
            return str(1 + choose(10))
        case Kind.DATE:
            return str(today - timedelta(days=1 + choose(900)))
        case Kind.CHOICE if question.usual and not choose(2):
            return question.usual
        case Kind.CHOICE | Kind.YES_NO:
            choices = [code for code in question.choices if code != question.stops]
            return choices[choose(len(choices))]
        case Kind.SEVERAL:
            codes = list(question.choices)
            chosen = [code for code in codes if choose(2)] or [codes[0]]
            return ",".join(chosen)
        case Kind.DIVISION:
            return DIVISIONS[choose(len(DIVISIONS))]
        case Kind.ID_NUMBER:
            serial = 1 + row + 10 * question.id.startswith("defendant")
            return _OTHER_NUMBERS[paper].format(serial) if paper in _OTHER_NUMBERS else id_number(serial)
        case Kind.CREDIT_CODE:
            return credit_code(row + 10 * question.id.startswith("defendant"))
        case Kind.PHONE:
            return "13800000000"
        case Kind.EMAIL:
            return "somebody@example.com"
        case Kind.LONG_TEXT:
            return "多次协商未果。"
        case _:
            return (NAMES.get(question.id) or f"《{question.label['zh-hans'][:8]}》") + (str(row) if row > 1 else "")


def id_number(serial: int, born: date = date(1988, 1, 1)) -> str:
    """A well-formed resident identity number of somebody born on that day."""
    digits = f"500103{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=True))
    return digits + _ID_CHECKS[total % 11]


def credit_code(serial: int) -> str:
    """A well-formed unified social credit code."""
    body = f"91500103MA{serial:07d}"
    return body + credit_check(body)


def pleaded(interview: Interview, answers: Answers) -> Pleading | Refusal:
    """The complaint that the answers make."""
    who = UUID("01a20000-0000-7000-8000-000000000000")
    return pleading_of(interview, answers, applicant=who, platform="test", on=TODAY)


def complaints(interview: Interview) -> str:
    """One complaint for each choice of the first question that tells kinds of disputes apart."""
    own = [q for page in interview.pages for q in page.questions if q.id.partition(".")[0] not in SHARED]
    kinds = next((q for q in own if q.kind is Kind.CHOICE), None)
    written: list[str] = []
    for code in kinds.choices if kinds else ("",):
        fixed = {kinds.id: code} if kinds else {}
        found = pleaded(interview, answered(interview, middling, fixed=fixed | EVERYTHING))
        written.append(f"# {code}")
        if isinstance(found, Pleading):
            written += [*found.claims, "", found.facts, ""]
            written += [
                " ".join(
                    filter(None, (one.id, one.amount.decimal_text, one.rate and f"{one.rate}%", str(one.days or "")))
                )
                for one in found.schedule
            ]
        else:
            written.append(str(found))
        written.append("")
    return "\n".join(written)


if __name__ == "__main__":
    from tongban.filing.rules.interview import interviews

    for name, one in interviews().items():
        (SNAPSHOTS / f"{name}.txt").write_text(complaints(one), encoding="utf-8")
