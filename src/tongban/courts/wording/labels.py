"""Names of the enums of this domain, and of the Chinese terms that facts quote."""

from django.utils.translation import gettext_lazy as _

from tongban.courts.rules.causes import PlainFact
from tongban.courts.vocabulary import ClaimKind, ClauseKind, CourtLevel, Matter
from tongban.kernel.periods import Approver, Unit

COURT_LEVELS = {
    CourtLevel.SUPREME: _("Supreme People's Court"),
    CourtLevel.HIGH: _("high people's court"),
    CourtLevel.INTERMEDIATE: _("intermediate people's court"),
    CourtLevel.BASIC: _("basic people's court"),
}
MATTERS = {
    Matter.PRIVATE_LENDING: _("loan between persons or companies"),
    Matter.CONTRACT: _("contract"),
    Matter.LEASE: _("lease of things"),
    Matter.ONLINE_SALE: _("purchase over the internet"),
    Matter.IMMOVABLE: _("land or building"),
    Matter.PORT: _("work in a port"),
    Matter.SUCCESSION: _("inheritance"),
    Matter.TORT: _("harm done to somebody"),
    Matter.STATUS: _("personal status"),
}
CLAIM_KINDS = {
    ClaimKind.MONEY: _("payment of money"),
    ClaimKind.IMMOVABLE: _("handing over land or a building"),
    ClaimKind.OTHER: _("something else"),
    ClaimKind.AT_ONCE: _("a bargain settled on the spot"),
}
CLAUSE_KINDS = {
    ClauseKind.DEFENDANT: _("where the defendant lives"),
    ClauseKind.PLAINTIFF: _("where the plaintiff lives"),
    ClauseKind.PERFORMANCE: _("where the contract is performed"),
    ClauseKind.SIGNING: _("where the contract was signed"),
    ClauseKind.SUBJECT: _("where the thing in dispute is"),
    ClauseKind.COURT: _("a court named outright"),
    ClauseKind.OTHER: _("another place that touches the dispute"),
}
PLAIN_FACTS = {
    PlainFact.MONEY_LENT: _("Money was lent."),
    PlainFact.LENDER_IS_BANK: _("The lender is a bank or another licensed lender."),
    PlainFact.LENDER_IS_MICROCREDIT: _("The lender is a microcredit company."),
    PlainFact.ONLY_GUARANTOR_SUED: _("Only the guarantor is sued."),
    PlainFact.GOODS_SOLD: _("Goods were sold."),
    PlainFact.MONEY_GIVEN: _("Money or a thing was given as a present."),
    PlainFact.PAID_WITHOUT_GROUND: _("Something was paid without a reason in law."),
}
FESTIVALS = {
    "元旦": _("New Year's Day"),
    "春节": _("Spring Festival"),
    "清明节": _("Tomb-Sweeping Day"),
    "劳动节": _("Labour Day"),
    "端午节": _("Dragon Boat Festival"),
    "中秋节": _("Mid-Autumn Festival"),
    "国庆节": _("National Day"),
    "抗战胜利纪念日": _("Victory Day 2015"),
    "周末": _("weekend"),
}
GROUNDS = {
    "公告期间": _("public notice"),
    "鉴定期间": _("expert appraisal"),
    "当事人和解期间": _("settlement outside the court"),
    "审理管辖权异议期间": _("objection to jurisdiction"),
    "处理管辖争议期间": _("dispute between courts on jurisdiction"),
    "延期审理期间": _("hearing put off for new evidence"),
    "审计、评估、资产清理期间": _("audit, valuation or stock-taking"),
    "中止诉讼期间": _("stay of proceedings"),
    "延长的调解期限": _("mediation beyond its own period"),
    "中止执行期间": _("stay of enforcement"),
    "执行和解、担保暂缓执行期间": _("settlement or security in enforcement"),
    "上级法院通知暂缓执行期间": _("enforcement put off by the court above"),
    "拍卖、变卖期间": _("auction or sale"),
    "补正期间": _("correction of the application"),
    "听证期间": _("hearing of the petition"),
    "管辖权异议期间": _("objection to jurisdiction pending"),
    "时效中止": _("limitation suspended"),
    "时效中断": _("limitation interrupted"),
    "补正起诉材料": _("corrected complaint handed in"),
    "变更诉讼请求或反诉": _("claims changed or counterclaim"),
    "追加当事人": _("party added"),
}
UNITS = {
    Unit.MINUTE: _("minutes"),
    Unit.HOUR: _("hours"),
    Unit.DAY: _("days"),
    Unit.WORKING_DAY: _("working days"),
    Unit.MONTH: _("months"),
    Unit.YEAR: _("years"),
}
APPROVERS = {
    Approver.PRESIDENT: _("the president of the court"),
    Approver.HIGHER_COURT: _("the court above"),
    Approver.HIGH_COURT_RECORD: _("filed with the high court, step by step"),
    Approver.COURT: _("the court"),
    Approver.PARTIES: _("consent of all parties"),
    Approver.HEAD: _("the head of the unit"),
}
LABELS = {
    "rest": FESTIVALS,
    "festival": FESTIVALS,
    "ground": GROUNDS,
    "unit": {unit.term: label for unit, label in UNITS.items()},
    "by": {who.term: label for who, label in APPROVERS.items()},
    "level": {level.term: label for level, label in COURT_LEVELS.items()},
    "clause": {kind.term: label for kind, label in CLAUSE_KINDS.items()},
}
