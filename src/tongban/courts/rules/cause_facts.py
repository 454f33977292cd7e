"""What a person can say of a dispute without knowing law, and the cause of action that it suggests.

A suggestion binds nobody: it is shown with its reason and becomes the cause by a person's act (house.md, law 6). Which
facts suggest which cause is data (`courts/data/cause_hints.csv`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Self

from tongban.courts.rules import tables
from tongban.courts.rules.causes import LAW, causes_on, children, names, path
from tongban.courts.vocabulary import Cause
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step


class PlainFact(StrEnum):
    """What a person can say of the dispute; each with its Chinese term."""

    term: str
    """The Chinese words."""

    def __new__(cls, value: str, term: str = "") -> Self:
        """A fact by its code, with its term."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.term = term
        return made

    MONEY_LENT = "money_lent", "出借款项"
    LENDER_IS_BANK = "lender_is_bank", "出借人是经批准从事贷款业务的金融机构"
    LENDER_IS_MICROCREDIT = "lender_is_microcredit", "出借人是小额贷款公司"
    ONLY_GUARANTOR_SUED = "only_guarantor_sued", "只起诉保证人"
    GUARANTOR_PAID = "guarantor_paid", "代他人清偿债务后追偿"
    CREDIT_CARD_UNPAID = "credit_card_unpaid", "信用卡透支未还"
    CARD_USED_BY_STRANGER = "card_used_by_stranger", "银行卡被盗刷"
    CARD_IS_CREDIT_CARD = "card_is_credit_card", "涉案的卡是信用卡"
    CARD_IS_DEBIT_CARD = "card_is_debit_card", "涉案的卡是借记卡"
    SAVINGS_NOT_PAID_OUT = "savings_not_paid_out", "银行拒绝兑付存款"
    GOODS_SOLD = "goods_sold", "买卖货物"
    BOUGHT_ONLINE = "bought_online", "通过信息网络购买"
    PAID_BY_INSTALMENTS = "paid_by_instalments", "分期付款"
    DEPOSIT_PAID = "deposit_paid", "交付定金"
    HOME_SOLD = "home_sold", "买卖房屋"
    SELLER_IS_DEVELOPER = "seller_is_developer", "出卖人是房地产开发企业"
    BUILDING_UNFINISHED = "building_unfinished", "房屋尚未建成"
    ONLY_RESERVED = "only_reserved", "只签订认购、预订协议"
    AGENT_ARRANGED_DEAL = "agent_arranged_deal", "经中介促成交易"
    MONEY_GIVEN = "money_given", "赠与财产"
    BRIDE_PRICE_GIVEN = "bride_price_given", "给付彩礼"
    PAID_WITHOUT_GROUND = "paid_without_ground", "没有法律根据的付款"
    SERVICE_PROMISED = "service_promised", "约定提供服务"
    TRAINING_PROMISED = "training_promised", "约定教育培训"
    TELEPHONE_OR_NETWORK = "telephone_or_network", "约定电信服务"
    TRAVEL_BOOKED = "travel_booked", "约定旅游服务"
    PARCEL_SENT = "parcel_sent", "约定快递服务"
    HOUSEHOLD_HELP = "household_help", "约定家政服务"
    CARE_FOR_OLD = "care_for_old", "约定养老服务"
    ONLINE_SERVICE = "online_service", "约定网络服务"
    MEDICAL_CARE = "medical_care", "约定医疗服务"
    MADE_TO_ORDER = "made_to_order", "按要求完成工作并交付成果"
    THING_MENDED = "thing_mended", "修理物品"
    LABOUR_ONLY = "labour_only", "临时提供劳务"
    THING_LEASED = "thing_leased", "出租物"
    HOME_LEASED = "home_leased", "出租房屋"
    LAND_LEASED = "land_leased", "出租土地"
    VEHICLE_LEASED = "vehicle_leased", "出租车辆"
    PROPERTY_MANAGED = "property_managed", "物业服务"
    OWNERS_RESOLUTION = "owners_resolution", "请求撤销业主大会、业主委员会的决定"
    PARKING_SPACE = "parking_space", "车位归属或者使用"
    EMPLOYED = "employed", "存在劳动关系"
    WAGES_UNPAID = "wages_unpaid", "拖欠劳动报酬"
    DISMISSED = "dismissed", "解除、终止劳动合同"
    WANTS_COMPENSATION = "wants_compensation", "请求经济补偿或者赔偿金"
    EMPLOYMENT_DENIED = "employment_denied", "单位否认存在劳动关系"
    HURT_AT_WORK = "hurt_at_work", "因工作受到伤害"
    NOT_TO_COMPETE = "not_to_compete", "竞业限制"
    PLATFORM_WORKER = "platform_worker", "通过互联网平台接单工作"
    BEYOND_RETIREMENT = "beyond_retirement", "超过法定退休年龄"
    WANTS_DIVORCE = "wants_divorce", "要求离婚"
    IS_DIVORCED = "is_divorced", "已经离婚"
    PROPERTY_TO_DIVIDE = "property_to_divide", "分割夫妻共同财产"
    CHILD_TO_SUPPORT = "child_to_support", "支付子女抚养费"
    CUSTODY_TO_CHANGE = "custody_to_change", "变更子女抚养关系"
    CHILD_TO_VISIT = "child_to_visit", "探望子女"
    PARENT_TO_SUPPORT = "parent_to_support", "子女赡养父母"
    SUPPORT_IN_MONEY = "support_in_money", "请求支付费用"
    SPOUSE_TO_SUPPORT = "spouse_to_support", "夫妻、兄弟姐妹之间扶养"
    LIVED_TOGETHER = "lived_together", "同居未登记结婚"
    PARENTAGE_IN_DOUBT = "parentage_in_doubt", "对亲子关系有异议"
    VIOLENCE_AT_HOME = "violence_at_home", "遭受家庭暴力或者面临现实危险"
    ESTATE_TO_DIVIDE = "estate_to_divide", "分割遗产"
    WILL_LEFT = "will_left", "立有遗嘱"
    LEGACY_TO_OUTSIDER = "legacy_to_outsider", "遗产给予法定继承人以外的人"
    CARE_FOR_LEGACY = "care_for_legacy", "约定扶养并受遗赠"
    HEIR_DIED_EARLIER = "heir_died_earlier", "继承人先于被继承人死亡"
    HEIR_DIED_LATER = "heir_died_later", "继承人在遗产分割前死亡"
    DECEASED_OWED = "deceased_owed", "清偿被继承人的债务"
    MOTOR_ACCIDENT = "motor_accident", "机动车交通事故"
    VEHICLE_DRIVES_ITSELF = "vehicle_drives_itself", "智能网联汽车自动驾驶"
    BICYCLE_ACCIDENT = "bicycle_accident", "非机动车交通事故"
    INSURER_REFUSES = "insurer_refuses", "保险人拒绝赔付"
    THING_INSURED = "thing_insured", "投保财产"
    PERSON_INSURED = "person_insured", "投保人身"
    PRODUCT_DEFECTIVE = "product_defective", "产品缺陷造成损害"
    MAKER_SUED = "maker_sued", "起诉生产者"
    SELLER_SUED = "seller_sued", "起诉销售者"
    NEIGHBOURS = "neighbours", "相邻不动产"
    LIGHT_TAKEN = "light_taken", "妨碍采光、日照"
    WAY_BLOCKED = "way_blocked", "妨碍通行"
    WATER_RUNS = "water_runs", "用水、排水"
    DIGGING_OR_BUILDING = "digging_or_building", "挖掘、建造危及相邻不动产"
    PERSONAL_DATA_MISUSED = "personal_data_misused", "个人信息被泄露或者滥用"
    PRIVACY_INVADED = "privacy_invaded", "隐私受到侵害"
    GOOD_NAME_HARMED = "good_name_harmed", "名誉受到损害"
    PICTURE_USED = "picture_used", "肖像被使用"
    VOICE_USED = "voice_used", "声音被使用"
    VIRTUAL_PROPERTY = "virtual_property", "网络虚拟财产"
    OWNERSHIP_IN_DOUBT = "ownership_in_doubt", "归属有争议"
    BARGAIN_ABOUT_IT = "bargain_about_it", "因合同发生争议"
    TAKEN_OR_DESTROYED = "taken_or_destroyed", "被侵占、毁损"
    DATA_IN_DISPUTE = "data_in_dispute", "数据权益"
    BUILDING_WORKS = "building_works", "建设工程"
    WORKS_CARRIED_OUT = "works_carried_out", "工程施工"
    PART_OF_WORKS = "part_of_works", "工程分包"
    HOME_DECORATED = "home_decorated", "房屋装饰装修"
    HOUSE_IN_VILLAGE = "house_in_village", "农村建房"
    WORKS_DESIGNED = "works_designed", "工程设计"
    PERSON_HURT = "person_hurt", "人身受到伤害"
    THING_DAMAGED = "thing_damaged", "财产受到损害"
    ANIMAL_DID_IT = "animal_did_it", "饲养的动物造成损害"
    THING_FELL = "thing_fell", "高空抛掷物、坠落物造成损害"
    PLACE_UNSAFE = "place_unsafe", "经营场所、公共场所不安全"
    AT_SCHOOL = "at_school", "在学校、幼儿园受到损害"
    MEDICAL_HARM = "medical_harm", "诊疗活动造成损害"
    EMPLOYEE_DID_IT = "employee_did_it", "工作人员执行工作任务造成损害"
    CHILD_DID_IT = "child_did_it", "未成年人造成损害"
    HARASSED = "harassed", "性骚扰"
    POLLUTION = "pollution", "环境污染"
    PARTNERSHIP = "partnership", "合伙经营"
    SHARES_TRANSFERRED = "shares_transferred", "转让股权"
    AFFAIRS_ENTRUSTED = "affairs_entrusted", "委托处理事务"
    MONEY_ENTRUSTED = "money_entrusted", "委托理财"
    VILLAGE_LAND = "village_land", "土地承包经营"
    VILLAGE_MONEY = "village_money", "集体收益、征地补偿分配"


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that was not told and would lead to another cause, lower or closer."""

    fact: PlainFact
    cause: Cause


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed cause with its reason; `others` also fit the facts, less closely; `missing` are questions left."""

    cause: Cause
    article: str
    steps: tuple[Step, ...]
    others: tuple[Cause, ...] = ()
    missing: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hint:
    cause: str
    needs: frozenset[PlainFact]
    excludes: frozenset[PlainFact]
    article: str


@cache
def _hints() -> tuple[_Hint, ...]:
    return tuple(
        _Hint(
            row["cause"],
            frozenset(map(PlainFact, row["needs"].split())),
            frozenset(map(PlainFact, row["excludes"].split())),
            row["article"],
        )
        for row in tables.rows("cause_hints.csv")
    )


def facts_named(codes: Collection[str]) -> frozenset[PlainFact] | tuple[Refusal, ...]:
    """The facts with these codes; one refusal for each code that is none."""
    known = {fact.value for fact in PlainFact}
    unknown = tuple(
        Refusal("causes.no_such_fact", LAW, ("fact",), (("fact", code[:40]),)) for code in codes if code not in known
    )
    return unknown or frozenset(fact for fact in PlainFact if fact.value in codes)


def suggest(facts: Collection[PlainFact], day: date) -> Suggestion | Refusal:
    """The cause that fits the facts best: the row that uses most of the facts first, then the lowest level.

    Refused without a list for that day, without facts, and for facts that suggest nothing.
    """
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    given = _with_implied(frozenset(facts))
    # A name may stand at two levels (人格权纠纷): the lower comes later in the list and is the one meant.
    named = {cause.name: cause for cause in listed}
    fitting = [hint for hint in _hints() if hint.cause in named and hint.needs <= given and not hint.excludes & given]
    if not fitting:
        return Refusal("causes.no_suggestion", LAW, ("facts",))
    fitting.sort(key=lambda hint: (-len(hint.needs), -int(named[hint.cause].level)))
    best, *rest = fitting
    cause = named[best.cause]
    others = dict.fromkeys(named[hint.cause] for hint in rest if hint.cause != best.cause)
    return Suggestion(cause, best.article, _reasons(best, cause, day), tuple(others), _missing(best, given, named))


def _with_implied(facts: frozenset[PlainFact]) -> frozenset[PlainFact]:
    """The facts with those that they cannot be without: whoever lets a home has leased something.

    A fact implies another when every row that needs it needs the other, which suffices for a row of its own.
    """
    general = {next(iter(hint.needs)) for hint in _hints() if len(hint.needs) == 1}
    implied = [
        frozenset.intersection(*(hint.needs for hint in _hints() if fact in hint.needs)) & general for fact in facts
    ]
    return facts.union(*implied)


def _reasons(best: _Hint, cause: Cause, day: date) -> tuple[Step, ...]:
    used = "；".join(fact.term for fact in PlainFact if fact in best.needs)
    absent = "；".join(fact.term for fact in PlainFact if fact in best.excludes)
    steps = [step("causes.facts_used", best.article, facts=used, cause=best.cause)]
    if absent:
        steps.append(step("causes.facts_absent", best.article, facts=absent))
    lower = children(cause.code, day)
    if lower:
        steps.append(step("causes.lower_to_choose", LAW, cause=cause.name, lower=names(lower)))
    else:
        above = "、".join(higher.name for higher in path(cause, day)[:-1])
        steps.append(step("causes.lowest_level", LAW, cause=cause.name, above=above))
    return tuple(steps)


def _missing(best: _Hint, given: frozenset[PlainFact], named: dict[str, Cause]) -> tuple[Question, ...]:
    """Facts that would complete a row which asks for more than the best one, and so lead elsewhere."""
    found: dict[PlainFact, Question] = {}
    for hint in _hints():
        if hint.cause in named and best.needs < hint.needs and not hint.excludes & given and hint.cause != best.cause:
            for fact in PlainFact:
                if fact in hint.needs - given:
                    found.setdefault(fact, Question(fact, named[hint.cause]))
    return tuple(found.values())
