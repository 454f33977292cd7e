"""Names of the enums of this domain, and of the Chinese terms that facts quote."""

from django.utils.translation import gettext_lazy as _

from tongban.courts.rules.causes import PlainFact
from tongban.courts.vocabulary import CourtLevel
from tongban.courts.wording.terms import CHANGES, CLAUSE_KINDS, FACTS, OBJECTORS

COURT_LEVELS = {
    CourtLevel.SUPREME: _("Supreme People's Court"),
    CourtLevel.HIGH: _("high people's court"),
    CourtLevel.INTERMEDIATE: _("intermediate people's court"),
    CourtLevel.BASIC: _("basic people's court"),
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
LABELS = {
    "rest": FESTIVALS,
    "level": {level.term: label for level, label in COURT_LEVELS.items()},
    "clause": {kind.term: label for kind, label in CLAUSE_KINDS.items()},
    "fact": FACTS,
    "change": {change.term: label for change, label in CHANGES.items()},
    "by": {who.term: label for who, label in OBJECTORS.items()},
}
