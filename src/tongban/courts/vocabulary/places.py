"""Facts of a dispute that lead to a court: places, circumstances, what is known of the parties, courts named by law."""

from __future__ import annotations

from tongban.kernel.terms import Term


class Where(Term):
    """A place that the law joins to a court. Its value is the key under which facts name it."""

    PERFORMANCE = "performance", "约定的合同履行地"
    SUBJECT = "subject", "标的物所在地"
    REGISTER = "register", "不动产登记簿记载的所在地"
    DELIVERY = "delivery", "收货地"
    BUYER = "buyer", "买受人住所地"
    DEAL = "deal", "交易行为地"
    PERFORMER = "performer", "履行义务一方所在地"
    SIGNING = "signing", "合同签订地"
    ACT = "act", "侵权行为实施地"
    RESULT = "result", "侵权结果发生地"
    DEVICE = "device", "实施侵权行为的信息设备所在地"
    VICTIM = "victim", "被侵权人住所地"
    MANUFACTURE = "manufacture", "产品制造地"
    SALE = "sale", "产品销售地"
    SERVICE = "service", "服务提供地"
    ACCIDENT = "accident", "事故发生地"
    FIRST_ARRIVAL = "first_arrival", "最先到达地、最先降落地"
    COLLISION = "collision", "碰撞发生地"
    DETENTION = "detention", "加害船舶被扣留地"
    SALVAGE = "salvage", "救助地"
    ADJUSTMENT = "adjustment", "共同海损理算地"
    VOYAGE_END = "voyage_end", "航程终止地"
    DEPARTURE = "departure", "运输始发地"
    DESTINATION = "destination", "运输目的地"
    VEHICLE_REGISTRATION = "vehicle_registration", "运输工具登记注册地"
    INSURED_PERSON = "insured_person", "被保险人住所地"
    PAYMENT = "payment", "票据支付地"
    COMPANY = "company", "公司住所地"
    DECEASED = "deceased", "被继承人死亡时住所地"
    WARD = "ward", "被监护人住所地"
    MARRIAGE = "marriage", "婚姻缔结地"
    LAST_RESIDENCE = "last_residence", "在国内的最后居住地"
    PROPERTY = "property", "财产所在地"
    SECURITY_REGISTRATION = "security_registration", "担保物权登记地"
    CERTIFICATE_HOLDER = "certificate_holder", "权利凭证持有人住所地"
    EVIDENCE = "evidence", "证据所在地"
    MEDIATION_BODY = "mediation_body", "调解组织所在地"
    CONSTITUENCY = "constituency", "选区所在地"
    PERSON = "person", "该公民住所地"
    PREVENTION = "prevention", "采取预防污染措施地"
    SEIZABLE = "seizable", "可供扣押财产所在地"
    OFFICE = "office", "代表机构住所地"
    CONNECTION = "connection", "有适当联系的地点"


class Circumstance(Term):
    """A fact that is so or is not; what is not named is taken not to be so."""

    NEVER_PERFORMED = "never_performed", "合同没有实际履行"
    DELIVERED_ONLINE = "delivered_online", "通过信息网络交付标的"
    GOODS_IN_TRANSIT = "goods_in_transit", "保险标的物是运输工具或者运输中的货物"
    MARRIED_HERE_SETTLED_ABROAD = "married_here_settled_abroad", "在国内结婚并定居国外，定居国法院不受理"
    MARRIED_AND_SETTLED_ABROAD = "married_and_settled_abroad", "在国外结婚并定居国外，定居国法院不受理"
    ABROAD_NOT_SETTLED = "abroad_not_settled", "双方在国外但未定居"
    NOT_SUED_IN_TIME = "not_sued_in_time", "诉前保全后没有在法定期间起诉或者申请仲裁"
    COURT_INVITED = "court_invited", "人民法院邀请调解组织先行调解"
    CITIZENS_ONLY = "citizens_only", "当事人双方为公民"
    BY_GOVERNMENT = "by_government", "被告为县级以上地方人民政府或者国务院部门"
    MANY_PARTIES = "many_parties", "当事人一方人数众多"
    COMPLEX = "complex", "案情复杂"
    MAJOR_IN_AREA = "major_in_area", "在中级人民法院辖区有重大影响"
    MAJOR_IN_PROVINCE = "major_in_province", "在高级人民法院辖区有重大影响"
    MAJOR_NATIONWIDE = "major_nationwide", "在全国有重大影响"
    SPC_INTERMEDIATE = "spc_intermediate", "最高人民法院确定由中级人民法院管辖"
    SPC_ASSUMED = "spc_assumed", "最高人民法院认为应当由本院审理"


class PartyState(Term):
    """What is special about a party, as far as jurisdiction asks."""

    ORGANISATION = "organisation", "法人或者其他组织"
    UNSEATED = "unseated", "没有办事机构的个人合伙、合伙型联营体"
    ABROAD = "abroad", "不在中华人民共和国领域内居住"
    MISSING = "missing", "下落不明或者宣告失踪"
    CONFINED = "confined", "被监禁或者被采取强制性教育措施"
    CONFINED_A_YEAR = "confined_a_year", "被监禁或者被采取强制性教育措施一年以上"
    DEREGISTERED = "deregistered", "被注销户籍"
    MOVED_OUT = "moved_out", "户籍迁出后尚未落户"
    AWAY_A_YEAR = "away_a_year", "离开住所地超过一年"
    MILITARY = "military", "军人或者军队单位"


class CourtRole(Term):
    """A court that the law names by what it did before."""

    FIRST_INSTANCE = "first_instance_court", "第一审人民法院"
    DECIDING = "deciding_court", "作出生效裁判的人民法院"
    EXECUTING = "executing_court", "执行法院"
    INVITING = "inviting_court", "作出邀请的人民法院"
    ISSUING = "issuing_court", "作出裁定、支付令的人民法院"
    PRESERVING = "preserving_court", "采取保全措施的人民法院"
    SEISED = "seised_court", "受理起诉的人民法院"


class Specialty(Term):
    """Why a case may belong to a court of a special kind (SI 2, 11; 法释〔2022〕20号; 法释〔2018〕16号)."""

    FINANCE_BUSINESS = "finance_business", "证券、保险、票据、金融借款等金融民商事纠纷"
    FINANCE_PRODUCTS = "finance_products", "资产管理、私募基金、支付业务等金融民商事纠纷"
    FINANCE_COMPANY = "finance_company", "涉金融机构的与公司有关的纠纷"
    FINANCE_BANKRUPTCY = "finance_bankruptcy", "以金融机构为债务人的破产纠纷"
    FINANCE_ARBITRATION = "finance_arbitration", "金融民商事纠纷的仲裁司法审查"
    FINANCE_RECOGNITION = "finance_recognition", "申请认可、承认和执行域外法院金融民商事判决、裁定"
    FINANCE_ABROAD = "finance_abroad", "境内投资者、金融消费者因境外金融活动受损害的纠纷"
    FINANCE_INFRASTRUCTURE = "finance_infrastructure", "金融基础设施机构履行职责的纠纷"
    FINANCE_SUPERVISION = "finance_supervision", "涉金融行政案件"
    MARITIME = "maritime", "海事、海商案件"
    PATENT = "patent", "专利纠纷案件"
    IP_VALIDITY = "ip_validity", "知识产权有效性案件"
    INTERNET = "internet", "互联网法院集中管辖的案件"
    RAILWAY = "railway", "铁路运输、铁路安全、铁路财产案件"
    MILITARY = "military", "双方当事人均为军人或者军队单位的案件"
