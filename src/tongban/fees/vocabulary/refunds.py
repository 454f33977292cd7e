"""Words of the money that goes back, of relief that was decided, and of what a day's reconciliation finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tongban.kernel.money import Money
from tongban.kernel.terms import Term

RETURNED = "returned_payment"
"""The event of a refund that returns a payment which paid for nothing; all others are `RefundEvent`s."""


class Channel(Term):
    """By which way money comes in and goes back."""

    BANK = "bank", "银行"
    GATEWAY = "gateway", "支付平台"


class RefundState(Term):
    """Where a refund stands."""

    PROPOSED = "proposed", "待审核"
    CHECKED = "checked", "待复核"
    """One person has approved it."""
    APPROVED = "approved", "待支付"
    """A second person has approved it."""
    SENT = "sent", "支付中"
    """The order lies with the bank or the gateway."""
    PAID = "paid", "已退还"
    FAILED = "failed", "退款失败"
    """It could not be paid or came back: a person names another account or stops it."""
    STOPPED = "stopped", "已撤销"


class RefundAct(Term):
    """What may be done with a refund."""

    NAME_PAYEE = "name_payee", "填写收款账户"
    APPROVE = "approve", "批准"
    SEND = "send", "发送支付指令"
    CONFIRM = "confirm", "确认支付"
    FAIL = "fail", "登记退款失败"
    STOP = "stop", "撤销退款"
    DENY_PAYEE = "deny_payee", "收款账户作废"


class RefundFailure(Term):
    """Why a refund did not arrive."""

    CAME_BACK = "came_back", "款项被退回"
    REFUSED_BY_BANK = "refused_by_bank", "银行拒绝支付"
    REFUSED_BY_GATEWAY = "refused_by_gateway", "支付平台拒绝退款"
    PAYEE_DENIED = "payee_denied", "收款账户非本人填写"
    """A court found that the account was named by somebody else in the person's name (在线诉讼规则 7(2))."""


class PayStatus(Term):
    """What the bank answers to an order to pay out; that it was paid, its statement tells."""

    ACCEPTED = "accepted", "银行已受理"
    REJECTED = "rejected", "银行拒绝支付"


class BankReason(Term):
    """Why the bank refused, by the code of the external code set of ISO 20022."""

    AC01 = "AC01", "收款账号有误"
    AC04 = "AC04", "收款账户已销户"
    AC06 = "AC06", "收款账户被冻结"
    AG01 = "AG01", "账户不允许此项交易"
    AM04 = "AM04", "付款账户余额不足"
    AM05 = "AM05", "重复的支付指令"
    BE01 = "BE01", "户名与账号不符"
    RC01 = "RC01", "开户行有误"
    OTHER = "OTHER", "其他原因"

    @classmethod
    def of(cls, code: str) -> BankReason:
        """The reason with this code; a code of no row is another reason."""
        return cls(code) if code in set(cls) else cls.OTHER


class StatusStep(Term):
    """What an answer of the bank changes."""

    ACCEPT = "accept", "登记受理"
    FAIL = "fail", "登记退款失败"
    NOTHING = "nothing", "此前已登记"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """An answer of the bank about one refund of an `order`, or about all of it where `refund` is "".

    `amount` as the bank repeats it, None where it repeats none.
    """

    line: int
    order: str
    refund: str
    amount: Money | None
    status: PayStatus
    reason: BankReason | None
    raw: str
    digest: str


class GatewayState(Term):
    """Where an order at the payment gateway stands."""

    OPEN = "open", "待支付"
    PAID = "paid", "已支付"
    CLOSED = "closed", "已关闭"


class CallbackFlaw(Term):
    """Why a message of the gateway is not believed, or is not taken as it is."""

    MALFORMED = "malformed", "格式错误"
    SIGNATURE = "signature", "签名不符"
    TIME = "time", "时间超出允许范围"
    UNKNOWN_ORDER = "unknown_order", "订单不存在"
    AMOUNT = "amount", "金额与订单不符"
    CONTRADICTS = "contradicts", "与此前的通知矛盾"


class DifferenceKind(Term):
    """How statement, gateway, journal and charges may differ on a day."""

    MISSING = "missing", "银行或者支付平台有，账上没有"
    EXTRA = "extra", "账上有，银行或者支付平台没有"
    DOUBLED = "doubled", "重复入账"
    AMOUNT = "amount", "金额不一致"
    DATE = "date", "日期不一致"
    WRONG_CHARGE = "wrong_charge", "记入的收费单与缴款码不符"
    SETTLEMENT = "settlement", "支付平台结算金额与代收金额不符"
    ORPHAN_REFUND = "orphan_refund", "没有对应退款记录的支出"
    PAYEE_DENIED = "payee_denied", "退款账户非本人填写"
    """Found by the review of a disputed act, not by the look at a day."""
    CHARGE_STATE = "charge_state", "收费单状态与账目不符"
    UNBALANCED = "unbalanced", "借贷不平"
    NO_RECEIPT = "no_receipt", "已交费，未开具财政电子票据"
    RECEIPT_ALONE = "receipt_alone", "有财政电子票据，没有对应的交费或者开票记录"
    RECEIPT_AMOUNT = "receipt_amount", "财政电子票据金额与实收金额不一致"
    RECEIPT_UNKNOWN = "receipt_unknown", "财政系统没有该票据的开具或者冲红记录"


@dataclass(frozen=True, slots=True)
class RefundView:
    """A refund as pages read it; `payee` and `account` are empty until a person has named them."""

    uid: UUID
    case: UUID | None
    charge: UUID | None
    court: str
    code: str
    event: str
    amount: Money
    article: str
    payee: str
    bank: str
    account: str
    channel: Channel
    due: date
    state: RefundState
    failure: RefundFailure | None
    first_by: UUID | None
    second_by: UUID | None
    made_at: datetime
    ended_at: datetime | None
    accepted_at: datetime | None = None
    bank_reason: BankReason | None = None
    reasons: str = ""
    """Why it goes to an account of another name, or why it was stopped."""


@dataclass(frozen=True, slots=True)
class ReliefApplicationView:
    """An application for relief that waits for the court; `livelihood`: a certificate of it came with it."""

    uid: UUID
    case: UUID
    charge: UUID
    ground: str
    reasons: str
    livelihood: bool
    applied_at: datetime


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One movement as one source tells it: `out` when it left the court's account. `mark`: code of the charge or
    refund that it names, "" when it names none.
    """

    reference: str
    amount: Money
    day: date
    out: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `key` tells it from all others, `told` what each source says."""

    kind: DifferenceKind
    reference: str
    told: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The same difference found again has the same key."""
        return f"{self.kind.value}:{self.reference}"


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference as a task: open until a person has cleared it with reasons, or a later look finds it gone."""

    uid: UUID
    day: date
    kind: DifferenceKind
    reference: str
    told: tuple[tuple[str, str], ...]
    found_at: datetime
    cleared_at: datetime | None
    reasons: str
