"""Names of the enums of this domain, and of the Chinese terms that facts quote."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.courts.rules.cause_facts import PlainFact
from tongban.courts.rules.clocks import grounds, period_rules
from tongban.courts.vocabulary import (
    Ask,
    Change,
    ClaimKind,
    ClauseKind,
    CourtLevel,
    Direction,
    HandedDown,
    Matter,
    NumberRelation,
    Objector,
    PartyState,
    Specialty,
)
from tongban.courts.wording.terms import (
    CHANGES,
    CLAIM_KINDS,
    CLAUSE_KINDS,
    FACTS,
    MATTERS,
    OBJECTORS,
    PARTY_STATES,
    SPECIALTIES,
)
from tongban.kernel.periods import Approver, Backward, Limitation, Notice, RestDay, Unit
from tongban.kernel.terms import Term

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
    PlainFact.GUARANTOR_PAID: _("Somebody paid the debt of another and wants it back from the debtor."),
    PlainFact.CREDIT_CARD_UNPAID: _("A credit card was used and not paid back."),
    PlainFact.CARD_USED_BY_STRANGER: _("A bank card was used by a stranger."),
    PlainFact.CARD_IS_CREDIT_CARD: _("The card is a credit card."),
    PlainFact.CARD_IS_DEBIT_CARD: _("The card is a debit card."),
    PlainFact.SAVINGS_NOT_PAID_OUT: _("A bank does not pay out savings."),
    PlainFact.GOODS_SOLD: _("Goods were sold."),
    PlainFact.BOUGHT_ONLINE: _("It was bought over the internet."),
    PlainFact.PAID_BY_INSTALMENTS: _("The price is paid by instalments."),
    PlainFact.DEPOSIT_PAID: _("A deposit that binds the bargain was paid."),
    PlainFact.HOME_SOLD: _("A home or another building was sold."),
    PlainFact.SELLER_IS_DEVELOPER: _("The seller is the developer of the building."),
    PlainFact.BUILDING_UNFINISHED: _("The building was not finished when it was sold."),
    PlainFact.ONLY_RESERVED: _("Only an agreement to buy later was signed."),
    PlainFact.AGENT_ARRANGED_DEAL: _("An agent arranged the bargain and is party to the dispute."),
    PlainFact.MONEY_GIVEN: _("Money or a thing was given as a present."),
    PlainFact.BRIDE_PRICE_GIVEN: _("A bride price was given."),
    PlainFact.PAID_WITHOUT_GROUND: _("Something was paid without a reason in law."),
    PlainFact.SERVICE_PROMISED: _("A service was promised."),
    PlainFact.TRAINING_PROMISED: _("The service is teaching or training."),
    PlainFact.TELEPHONE_OR_NETWORK: _("The service is telephone or internet access."),
    PlainFact.TRAVEL_BOOKED: _("The service is a journey."),
    PlainFact.PARCEL_SENT: _("The service is the carriage of a parcel."),
    PlainFact.HOUSEHOLD_HELP: _("The service is help in the household."),
    PlainFact.CARE_FOR_OLD: _("The service is care for an old person."),
    PlainFact.ONLINE_SERVICE: _("The service is given on the internet by a platform."),
    PlainFact.MEDICAL_CARE: _("The service is medical care."),
    PlainFact.MADE_TO_ORDER: _("Something was made, mended or tested to order."),
    PlainFact.THING_MENDED: _("A thing was given away to be mended."),
    PlainFact.LABOUR_ONLY: _("Somebody worked for another without being an employee."),
    PlainFact.THING_LEASED: _("A thing or a place was leased."),
    PlainFact.HOME_LEASED: _("A home or another building was leased."),
    PlainFact.LAND_LEASED: _("Land was leased."),
    PlainFact.VEHICLE_LEASED: _("A vehicle was leased."),
    PlainFact.PROPERTY_MANAGED: _("A company manages the residential area."),
    PlainFact.OWNERS_RESOLUTION: _("A resolution of the owners is to be revoked."),
    PlainFact.PARKING_SPACE: _("It is about a parking space."),
    PlainFact.EMPLOYED: _("Somebody is or was employed."),
    PlainFact.WAGES_UNPAID: _("Wages are unpaid."),
    PlainFact.DISMISSED: _("The employment was ended."),
    PlainFact.WANTS_COMPENSATION: _("Compensation for the end of employment is asked."),
    PlainFact.EMPLOYMENT_DENIED: _("It is denied that there is an employment."),
    PlainFact.HURT_AT_WORK: _("Somebody was hurt at work."),
    PlainFact.NOT_TO_COMPETE: _("Somebody promised not to compete."),
    PlainFact.PLATFORM_WORKER: _("Somebody works by orders of an internet platform."),
    PlainFact.BEYOND_RETIREMENT: _("The worker is beyond the age of retirement."),
    PlainFact.WANTS_DIVORCE: _("A divorce is wanted."),
    PlainFact.IS_DIVORCED: _("The couple is divorced."),
    PlainFact.PROPERTY_TO_DIVIDE: _("Common property of the couple is to be divided."),
    PlainFact.CHILD_TO_SUPPORT: _("Money for a child is to be paid."),
    PlainFact.CUSTODY_TO_CHANGE: _("The child is to live with the other parent."),
    PlainFact.CHILD_TO_VISIT: _("A parent wants to see the child."),
    PlainFact.PARENT_TO_SUPPORT: _("Children are to care for a parent."),
    PlainFact.SUPPORT_IN_MONEY: _("Money is asked for the care."),
    PlainFact.SPOUSE_TO_SUPPORT: _("A spouse, brother or sister is to be supported."),
    PlainFact.LIVED_TOGETHER: _("A couple lived together without being married."),
    PlainFact.PARENTAGE_IN_DOUBT: _("It is in doubt who the parent is."),
    PlainFact.VIOLENCE_AT_HOME: _("Somebody suffers violence at home and needs protection."),
    PlainFact.ESTATE_TO_DIVIDE: _("The estate of a dead person is to be divided."),
    PlainFact.WILL_LEFT: _("There is a will."),
    PlainFact.LEGACY_TO_OUTSIDER: _("Something was left to somebody who is no heir by law."),
    PlainFact.CARE_FOR_LEGACY: _("Somebody promised care until death in return for the estate."),
    PlainFact.HEIR_DIED_EARLIER: _("An heir died before the deceased."),
    PlainFact.HEIR_DIED_LATER: _("An heir died before the estate was divided."),
    PlainFact.DECEASED_OWED: _("The deceased owed money."),
    PlainFact.MOTOR_ACCIDENT: _("There was an accident with a motor vehicle."),
    PlainFact.VEHICLE_DRIVES_ITSELF: _("The vehicle drove by itself."),
    PlainFact.BICYCLE_ACCIDENT: _("There was an accident without a motor vehicle."),
    PlainFact.INSURER_REFUSES: _("An insurer refuses to pay."),
    PlainFact.THING_INSURED: _("A thing or liability is insured."),
    PlainFact.PERSON_INSURED: _("A person is insured."),
    PlainFact.PRODUCT_DEFECTIVE: _("A defective product did harm."),
    PlainFact.MAKER_SUED: _("The maker is sued."),
    PlainFact.SELLER_SUED: _("The seller is sued."),
    PlainFact.NEIGHBOURS: _("It is between neighbours."),
    PlainFact.LIGHT_TAKEN: _("Light or sun is taken away."),
    PlainFact.WAY_BLOCKED: _("The way is blocked."),
    PlainFact.WATER_RUNS: _("It is about the use or the flow of water."),
    PlainFact.DIGGING_OR_BUILDING: _("Digging or building endangers the place next door."),
    PlainFact.PERSONAL_DATA_MISUSED: _("Personal information was leaked or misused."),
    PlainFact.PRIVACY_INVADED: _("Somebody's privacy was invaded."),
    PlainFact.GOOD_NAME_HARMED: _("Somebody's good name was harmed."),
    PlainFact.PICTURE_USED: _("Somebody's picture was used."),
    PlainFact.VOICE_USED: _("Somebody's voice was used."),
    PlainFact.VIRTUAL_PROPERTY: _("It is about an account, a game item or other virtual property."),
    PlainFact.OWNERSHIP_IN_DOUBT: _("It is in doubt to whom it belongs."),
    PlainFact.BARGAIN_ABOUT_IT: _("The dispute comes from a bargain about it."),
    PlainFact.TAKEN_OR_DESTROYED: _("It was taken or destroyed."),
    PlainFact.DATA_IN_DISPUTE: _("It is about data."),
    PlainFact.BUILDING_WORKS: _("There were building works."),
    PlainFact.WORKS_CARRIED_OUT: _("The works were to be carried out."),
    PlainFact.PART_OF_WORKS: _("Only a part of the works was handed on."),
    PlainFact.HOME_DECORATED: _("A home was decorated or fitted out."),
    PlainFact.HOUSE_IN_VILLAGE: _("A house in a village was built."),
    PlainFact.WORKS_DESIGNED: _("The works were to be designed."),
    PlainFact.PERSON_HURT: _("A person was hurt."),
    PlainFact.THING_DAMAGED: _("A thing was damaged."),
    PlainFact.ANIMAL_DID_IT: _("An animal that is kept did it."),
    PlainFact.THING_FELL: _("Something was thrown or fell from a building."),
    PlainFact.PLACE_UNSAFE: _("A shop or a public place was not safe."),
    PlainFact.AT_SCHOOL: _("It happened at a school or nursery."),
    PlainFact.MEDICAL_HARM: _("Medical treatment did harm."),
    PlainFact.EMPLOYEE_DID_IT: _("An employee did it at work."),
    PlainFact.CHILD_DID_IT: _("A child did it."),
    PlainFact.HARASSED: _("Somebody was sexually harassed."),
    PlainFact.POLLUTION: _("Pollution did harm."),
    PlainFact.PARTNERSHIP: _("Several people did business together."),
    PlainFact.SHARES_TRANSFERRED: _("Shares in a company were transferred."),
    PlainFact.AFFAIRS_ENTRUSTED: _("Somebody was asked to look after the affairs of another."),
    PlainFact.MONEY_ENTRUSTED: _("Money was given to be invested."),
    PlainFact.VILLAGE_LAND: _("It is about farm land under contract."),
    PlainFact.VILLAGE_MONEY: _("A village did not give a member the share of its money."),
}
NUMBER_RELATIONS = {
    NumberRelation.FILED_AFTER_MEDIATION: _("filed after mediation"),
    NumberRelation.MEDIATION_PAPER: _("mediation paper"),
    NumberRelation.CONFIRMATION: _("confirmation of a mediated agreement"),
    NumberRelation.ORDER_LAPSED: _("action after a payment order that lapsed"),
    NumberRelation.TRANSFER: _("transfer to the competent court"),
    NumberRelation.JURISDICTION_APPEAL: _("appeal about jurisdiction"),
    NumberRelation.APPEAL: _("appeal"),
    NumberRelation.REMAND: _("sent back for a new trial"),
    NumberRelation.RETRIAL_APPLICATION: _("application for retrial"),
    NumberRelation.OWN_MOTION: _("review of the court's own motion"),
    NumberRelation.PROTEST: _("protest of the procuratorate"),
    NumberRelation.RETRIAL: _("retrial"),
    NumberRelation.THIRD_PARTY: _("action of a third party for revocation"),
    NumberRelation.PRESERVATION: _("enforcement of preservation"),
    NumberRelation.ENFORCEMENT: _("enforcement"),
    NumberRelation.RESUMPTION: _("enforcement resumed"),
    NumberRelation.OBJECTION: _("objection to enforcement"),
    NumberRelation.RECONSIDERATION: _("reconsideration"),
    NumberRelation.OBJECTION_SUIT: _("action after an objection to enforcement"),
    NumberRelation.SUPERVISION: _("supervision of enforcement"),
    NumberRelation.OPENING: _("opening of the proceedings"),
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
PERIOD_QUESTIONS = {
    "backward": _("How are days counted back?"),
    "rest_day": _("Does a last day on a rest day move on?"),
    "notice": _("On which day does a public notice count as served?"),
    "limitation": _("How long does a limitation run on after it stood still?"),
}
"""What the law leaves open about periods, by the name of the reading that settles it."""
PERIOD_READINGS: dict[str, dict[str, object]] = {
    "backward": {
        Backward.FULL_DAYS: _("with that many full days between"),
        Backward.PLAIN: _("by the plain difference of dates"),
    },
    "rest_day": {
        RestDay.TABLE: _("on the safer day, as the table has it"),
        RestDay.MOVES: _("it moves to the next working day"),
        RestDay.STAYS: _("it stays"),
    },
    "notice": {Notice.LAST_DAY: _("on the last day of the notice"), Notice.DAY_AFTER: _("on the day after")},
    "limitation": {Limitation.REST: _("for its rest"), Limitation.SIX_MONTHS: _("for six months")},
}
"""The readings, the usual one first."""
_told_in_table = lazy(lambda chinese, english: chinese if (get_language() or "").startswith("zh") else english, str)
PERIODS = {key: _told_in_table(rule.term, rule.name) for key, rule in period_rules().items()}
"""The periods by their id, named as the table names them."""
FOLLOWED = {"电子诉讼档案保管期限": _("how long electronic files are kept")}
"""What a period without a length of its own follows."""
_ASKED = {key: format_lazy("{} ({})", name, key) for key, name in PERIODS.items()}
_MAY_BE_TYPED = {one.id: format_lazy("{} ({})", GROUNDS[one.term], one.id) for one, _rules in grounds()} | {
    who.value: format_lazy("{} ({})", label, who.value) for who, label in APPROVERS.items()
}
_CHOICES: tuple[tuple[type[Term], Mapping[Any, object]], ...] = (
    *((Matter, MATTERS), (ClaimKind, CLAIM_KINDS), (ClauseKind, CLAUSE_KINDS), (PartyState, PARTY_STATES)),
    *((Change, CHANGES), (Objector, OBJECTORS), (Ask, {}), (Specialty, SPECIALTIES), (Direction, {}), (HandedDown, {})),
)
_WORDS = {
    item.term: format_lazy("{} ({})", names[item], item.value)
    if item in names
    else _told_in_table(f"{item.term} ({item.value})", item.value)
    for kind, names in _CHOICES
    for item in kind
}
"""The words of a facts file, each as it may be typed; in English those without a name by their key alone."""
LABELS: dict[str, Mapping[str, object]] = {
    "rule": PERIODS,
    "instead": _ASKED | FOLLOWED,
    "known": _MAY_BE_TYPED,
    "matters": {matter.value: format_lazy("{} ({})", label, matter.value) for matter, label in MATTERS.items()},
    "words": _WORDS,
    "rest": FESTIVALS,
    "festival": FESTIVALS,
    "ground": GROUNDS,
    "unit": {unit.term: label for unit, label in UNITS.items()},
    "level": {level.term: label for level, label in COURT_LEVELS.items()},
    "levels": {level.term: label for level, label in COURT_LEVELS.items()},
    "facts": {fact.term: label for fact, label in PLAIN_FACTS.items()},
    "relation": {relation.term: label for relation, label in NUMBER_RELATIONS.items()},
    "clause": {kind.term: label for kind, label in CLAUSE_KINDS.items()},
    "fact": FACTS,
    "change": {change.term: label for change, label in CHANGES.items()},
    "by": {who.term: label for who, label in APPROVERS.items()} | {who.term: label for who, label in OBJECTORS.items()},
}
