"""Words of the treasury's electronic receipts (财政电子票据) for fees: what is asked for, what the treasury tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.money import Money
from tongban.kernel.terms import Term

LIST_COLUMNS = ("申请编号", "动作", "结果", "金额", "票据代码", "票据号码", "校验码", "开票日期", "开票单位", "原因")
"""Columns of the list that an office of the treasury sends back."""
LARGEST_LIST = 2**19
"""Bytes of the largest list that is read."""


class FiscalMode(Term):
    """Whether a platform gives the treasury's receipts, and for whom."""

    NONE = "none", "不使用财政电子票据系统"
    ASKED = "asked", "依交款人申请开具"
    AUTOMATIC = "automatic", "交费后自动开具"


class FiscalState(Term):
    """Where a receipt of the treasury stands."""

    ASKED = "asked", "待开具"
    ISSUED = "issued", "已开具"
    FAILED = "failed", "开具失败"
    """The treasury refused it: a clerk puts it right."""
    REVERSING = "reversing", "待冲红"
    UNREVERSED = "unreversed", "冲红失败"
    REVERSED = "reversed", "已冲红"
    DROPPED = "dropped", "已取消"
    """It was never issued, and is not asked for any more."""


class FiscalAct(Term):
    """What may be done with a receipt of the treasury."""

    ISSUE = "issue", "登记开具"
    FAIL = "fail", "登记失败"
    RETRY = "retry", "更正后重新申请"
    DROP = "drop", "取消申请"
    REVERSE = "reverse", "申请冲红"
    CONFIRM = "confirm", "登记冲红"


class FiscalFlaw(Term):
    """Why the treasury issued or reversed no receipt."""

    TITLE = "title", "交款人名称或者统一社会信用代码不符"
    UNIT = "unit", "开票单位未获授权"
    STOCK = "stock", "票据号段已用完"
    UNKNOWN = "unknown", "原票据不存在或者已经冲红"
    OTHER = "other", "其他原因"

    @classmethod
    def of(cls, code: str) -> FiscalFlaw:
        """The flaw with this code; a code of no row is another reason."""
        return cls(code) if code in set(cls) else cls.OTHER


class FiscalCause(Term):
    """Why a receipt is reversed or no longer asked for."""

    AMOUNT = "amount", "退费或者交费金额变化"
    TITLE = "title", "交款人抬头有误"


class Whose(Term):
    """In whose name a receipt is made out."""

    PARTY = "party", "本案当事人"
    PAYER = "payer", "实际付款人"


class TitleKind(Term):
    """Who stands on a receipt as payer."""

    PERSON = "person", "个人"
    ORGANISATION = "organisation", "单位"


@dataclass(frozen=True, slots=True)
class Title:
    """The payer on a receipt (交款人); `credit_code` is "" for a person."""

    whose: Whose
    kind: TitleKind
    name: str
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class FiscalBill:
    """A receipt as the treasury tells of it: 票据代码, 票据号码, 校验码, 开票日期, 开票单位."""

    code: str
    number: str
    check: str
    day: date
    issuer: str
    view_at: str = ""
    """Where the treasury shows it, "" when it says nothing."""

    @property
    def name(self) -> str:
        """Code and number, by which anybody finds it at the treasury."""
        return f"{self.code}-{self.number}"


@dataclass(frozen=True, slots=True)
class FiscalRefused:
    """The treasury refuses, and in which words."""

    flaw: FiscalFlaw
    told: str


@dataclass(frozen=True, slots=True)
class FiscalOrder:
    """What the court asks of the treasury: `number` is the court's own for it, the same again is the same receipt."""

    number: str
    item: str
    amount: Money
    title: Title
    case_number: str
    payment_code: str


@dataclass(frozen=True, slots=True)
class FiscalLine:
    """One receipt that the treasury issued or reversed (`red`) on a day, by the court's number for it."""

    number: str
    bill: str
    amount: Money
    red: bool


class FiscalRowFlaw(Term):
    """Why a row of the treasury's list is not taken."""

    COLUMNS = "columns", "列数不符"
    NUMBER = "number", "没有对应的开票申请"
    ACT = "act", "动作不是“开具”或者“冲红”"
    OUTCOME = "outcome", "结果不是“成功”或者“失败”"
    BILL = "bill", "票据代码、票据号码或者校验码不符合规则"
    DAY = "day", "开票日期无法识别或者尚未到来"
    AMOUNT = "amount", "金额与申请不一致"
    STAGE = "stage", "该申请已经处理，与本行内容矛盾"
    TWICE = "twice", "该票据已经用于另一笔申请"


class FiscalListFlaw(Term):
    """Why a list of the treasury cannot be read at all."""

    TOO_LARGE = "too_large", "文件过大"
    NOT_TEXT = "not_text", "不是可以识别的文本"
    EMPTY = "empty", "没有内容"
    HEAD = "head", "缺少规定的列"


@dataclass(frozen=True, slots=True)
class ListedBill:
    """A row of the treasury's list that can be read; `bill` is None where the treasury refused, with `refused`."""

    line: int
    number: str
    red: bool
    amount: Money | None
    bill: FiscalBill | None
    refused: FiscalRefused | None


@dataclass(frozen=True, slots=True)
class BadListRow:
    """A row of the treasury's list that is not taken, as it was written."""

    line: int
    raw: str
    flaws: tuple[FiscalRowFlaw, ...]


@dataclass(frozen=True, slots=True)
class ListTaken:
    """What became of a list: how many rows changed something, said again what was known, and could not be taken."""

    rows: int
    taken: int
    repeated: int
    bad: tuple[BadListRow, ...]


@dataclass(frozen=True, slots=True)
class FiscalView:
    """A receipt of the treasury as pages read it; `bill` and `red` are None until the treasury has told of them."""

    uid: UUID
    case: UUID
    charge: UUID
    court: str
    number: str
    item: str
    amount: Money
    title: Title
    state: FiscalState
    flaw: FiscalFlaw | None
    told: str
    bill: FiscalBill | None
    red: FiscalBill | None
    made_at: datetime
    moved_at: datetime
