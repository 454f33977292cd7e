"""References to provisions: "CPL 85(2); SI 125" read as data, so that a page can link an article to its text.

Short names of instruments used across the house: CPL 民事诉讼法 (2023), SI 民诉法解释 (2022). Other instruments appear
under their Chinese short name or document number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHORT_NAMES = {
    "CPL": "中华人民共和国民事诉讼法",
    "SI": "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
    "Civil Code": "中华人民共和国民法典",
    "交纳办法": "诉讼费用交纳办法",
    "在线诉讼规则": "人民法院在线诉讼规则",
    "在线调解规则": "人民法院在线调解规则",
    "登记立案": "最高人民法院关于人民法院登记立案若干问题的规定",
    "证据规定": "最高人民法院关于民事诉讼证据的若干规定",
    "民间借贷规定": "最高人民法院关于审理民间借贷案件适用法律若干问题的规定",
}
"""Instruments by the short name used in citations."""
_NUMBER = r"\d+(?:-\d+)?(?:-?\((?:\d+|[ivx]+)\)\d*)*"
_ARTICLE = re.compile(_NUMBER)
_LAST = re.compile(rf"(?P<name>.*\S)\s+(?P<first>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class Provision:
    """One article of one instrument; `article` is empty when the whole instrument is meant."""

    instrument: str
    article: str

    @property
    def full_name(self) -> str:
        """The instrument's full Chinese title where known, else the short name."""
        return SHORT_NAMES.get(self.instrument, self.instrument)

    def __str__(self) -> str:
        return f"{self.instrument} {self.article}".strip()


def provisions(citation: str) -> tuple[Provision, ...]:
    """The articles named in a citation: "SI 126, 208; 登记立案 8" -> three provisions, in order."""
    found = []
    for part in filter(None, (p.strip() for p in citation.split(";"))):
        head, *more = (piece.strip() for piece in part.split(","))
        match = _LAST.fullmatch(head)
        name, first = (match["name"], match["first"]) if match else (head, "")
        found.append(Provision(name, first))
        found += [Provision(name, piece) for piece in more if _ARTICLE.fullmatch(piece)]
    return tuple(found)


CITED_AS = {
    "CPL": "民事诉讼法",
    "SI": "民诉法解释",
    "Civil Code": "民法典",
    "OLR": "在线诉讼规则",
    "OMR": "在线调解规则",
    "CPL (2012)": "2012年民事诉讼法",
    "SPC form": "最高人民法院涉外文书样式",
    "SPC 2019-12-25": "最高人民法院2019年12月25日跨域立案通报",
}
"""How Chinese papers shorten the instruments that the house cites by Latin letters."""
CITED_IN_ENGLISH = {
    "OLR": "Online Litigation Rules",
    "OMR": "Online Mediation Rules",
    "交纳办法": "Court Fee Measures",
    "在线诉讼规则": "Online Litigation Rules",
    "在线调解规则": "Online Mediation Rules",
    "登记立案": "Provisions on Registering Cases",
    "证据规定": "Provisions on Evidence",
    "民间借贷规定": "Provisions on Private Lending",
    "文书上网规定": "Provisions on Publishing Judgments",
    "审判流程信息公开规定": "Provisions on Open Proceedings",
    "案号规定": "Provisions on Case Numbers",
    "电子签名法": "Electronic Signature Law",
    "个人信息保护法": "Personal Information Protection Law",
    "档案法": "Archives Law",
    "网络安全法": "Cybersecurity Law",
    "会计档案管理办法": "Measures on Accounting Archives",
    "人民法院诉讼档案保管期限规定": "Provisions on Keeping Court Files",
    "特邀调解": "Provisions on Invited Mediation",
    "邮寄送达": "Provisions on Service by Post",
    "跨域立案公告": "Notice on Cross-Region Filing",
    "川渝跨域立案协议": "Sichuan-Chongqing Agreement on Cross-Region Filing",
    "协议报道 2020-09-15": "press report of 2020-09-15 on the Sichuan-Chongqing agreement",
    "SPC 2019-12-25": "Supreme People's Court, press report of 2019-12-25",
    "SPC form": "form of the Supreme People's Court",
    "跨境网上立案": "Provisions on Cross-Border Online Filing",
    "审限规定": "Provisions on Trial Limits",
    "延长审限规定": "Provisions on Extending Trial Limits",
    "执行程序解释": "Interpretation on Enforcement Procedure",
    "财产保全规定": "Provisions on Preservation of Property",
    "财产调查规定": "Provisions on Finding Property",
    "失信规定(2017)": "Provisions on the List of Dishonest Debtors (2017)",
    "委托执行": "Provisions on Entrusted Enforcement",
    "网络查询冻结": "Provisions on Online Inquiry and Freezing",
    "人民调解司法确认": "Provisions on Judicial Confirmation of Mediation",
    "法释〔2011〕5号": "Provisions on Judicial Confirmation of Mediation",
    "调解规定": "Provisions on Mediation by Courts",
    "督促程序规定": "Provisions on Payment Orders",
    "庭审录音录像": "Provisions on Recording Hearings",
    "信访工作条例": "Regulations on Petitions",
    "行政诉讼法": "Administrative Procedure Law",
    "反家庭暴力法": "Law against Domestic Violence",
    "港送达安排": "Arrangement on Service with Hong Kong",
    "澳送达取证安排": "Arrangement on Service and Evidence with Macao",
    "全国年节及纪念日放假办法": "Measures on Public Holidays",
    "案由规定通知": "Notice on Causes of Action",
    "审判监督解释": "Interpretation on Trial Supervision",
    "司法确认规定": "Provisions on Judicial Confirmation of Mediation",
    "民事证据规定": "Provisions on Evidence",
    "限制高消费规定": "Provisions on Limiting High Consumption",
    "委托执行规定": "Provisions on Entrusted Enforcement",
    "变更追加规定": "Provisions on Changing and Adding Parties in Enforcement",
    "行诉解释": "Interpretation on Administrative Procedure",
    "回避规定": "Provisions on Recusal",
    "仲裁法解释": "Interpretation on the Arbitration Law",
    "涉外审判会议纪要": "Minutes on Foreign-related Trials",
    "法释〔2018〕16号": "Provisions on Internet Courts",
    "法释〔2020〕17号": "Provisions on Private Lending",
    "买卖合同解释": "Interpretation on Sales Contracts",
    "合同编通则解释": "Interpretation on the General Part of Contracts",
    "房屋租赁解释": "Interpretation on House Leases",
    "物业服务解释": "Interpretation on Property Management",
    "劳动法": "Labour Law",
    "劳动合同法": "Labour Contract Law",
    "劳动争议调解仲裁法": "Labour Dispute Mediation and Arbitration Law",
    "劳动争议解释(一)": "Interpretation on Labour Disputes (I)",
    "婚姻家庭编解释(一)": "Interpretation on Marriage and Family (I)",
    "未成年人保护法": "Law on the Protection of Minors",
    "老年人权益保障法": "Law on the Rights of the Elderly",
    "道路交通安全法": "Road Traffic Safety Law",
    "人身损害赔偿解释": "Interpretation on Compensation for Personal Injury",
    "交通事故解释": "Interpretation on Traffic Accidents",
    "消费者权益保护法": "Consumer Protection Law",
    "食品安全法": "Food Safety Law",
    "产品质量法": "Product Quality Law",
    "电子商务法": "E-Commerce Law",
    "网络消费规定(一)": "Provisions on Online Consumption (I)",
    "利用网络侵害人身权益规定": "Provisions on Harm to Personal Rights Online",
    "银行卡规定": "Provisions on Bank Cards",
    "法释〔2021〕10号": "Provisions on Bank Cards",
    "预付式消费解释": "Interpretation on Prepaid Consumption",
    "民法典": "Civil Code",
    "民诉法解释": "SI",
    "民法典婚姻家庭编解释一": "Interpretation on Marriage and Family (I)",
    "人民法院组织法": "Organic Law of the People's Courts",
    "法官法": "Judges Law",
    "律师法": "Lawyers Law",
    "法律援助法": "Legal Aid Law",
    "刑事诉讼法": "Criminal Procedure Law",
    "企业破产法": "Enterprise Bankruptcy Law",
    "公司法": "Company Law",
    "商业银行法": "Commercial Bank Law",
    "保险法": "Insurance Law",
    "旅游法": "Tourism Law",
    "工伤保险条例": "Regulations on Insurance for Injuries at Work",
    "强制清算纪要": "Minutes on Compulsory Liquidation",
    "执行工作规定": "Provisions on Enforcement Work",
    "法释〔1998〕15号": "Provisions on Enforcement Work",
    "案由规定": "Provisions on Causes of Action",
    "民事案件案由规定": "Provisions on Causes of Action",
    "法〔2025〕227号": "Notice on Causes of Action (2025)",
    "法〔2015〕137号": "Provisions on Case Numbers",
    "法〔2018〕335号": "Decision amending the Provisions on Case Numbers (2018)",
    "法发〔2018〕23号": "Opinions on Judicial Responsibility (2018)",
    "法发〔2019〕14号": "Notice on First-instance Civil Jurisdiction of High and Intermediate Courts (2019)",
    "法发〔2021〕27号": "Notice on Jurisdiction of Intermediate Courts (2021)",
    "法发〔2022〕16号": "Opinions on Blockchain in the Courts (2022)",
    "法释〔2003〕7号": "Interpretation on Sales of Commercial Housing",
    "法释〔2012〕10号": "Provisions on Railway Transport Courts",
    "法释〔2018〕11号": "Provisions on the International Commercial Court",
    "法释〔2020〕27号": "Reply on the Scope of the New Interpretation on Private Lending",
    "法释〔2022〕17号": "Provisions on Protection Orders",
    "法释〔2022〕18号": "Provisions on Jurisdiction in Foreign-related Cases",
    "涉外管辖": "Provisions on Jurisdiction in Foreign-related Cases",
    "法释〔2022〕20号": "Provisions on the Chengdu-Chongqing Financial Court",
    "跨境网上立案规定": "Provisions on Cross-Border Online Filing",
}
"""Instruments for readers of English; one that stands in no list keeps its Chinese name."""
_YEARS_FROM = 1949
"""A number from here on is the year of a notice or agreement: no instrument has so many articles."""
_PARTS = re.compile(r"(\d+(?:-\d+)?)((?:-?\((?:\d+|[ivx]+)\)\d*)*)")


def in_chinese(citation: str) -> str:
    """A citation as a Chinese reader expects it: "CPL 35; SI 29-33" -> 民事诉讼法第35条；民诉法解释第29-33条.

    A house rule, or whatever else cites no numbered article, stays as it is.
    """
    found = provisions(citation)
    if not any(provision.article or provision.instrument in CITED_AS for provision in found):
        return citation
    told, last = [], ""
    for provision in found:
        name = CITED_AS.get(provision.instrument, provision.instrument)
        parts = _PARTS.fullmatch(provision.article)
        if parts and parts[1].isdigit() and int(parts[1]) >= _YEARS_FROM:
            told.append(f"；{name}（{parts[1]}年）")
            continue
        article = f"第{parts[1]}条{parts[2].replace('(', '（').replace(')', '）')}" if parts else provision.article
        told.append(f"、{article}" if name == last and article else f"；{name}{article}")
        last = name
    return "".join(told).lstrip("；")


def in_english(citation: str) -> str:
    """A citation for a reader of English: "CPL 90; 交纳办法 20, 22" -> CPL 90; Court Fee Measures 20, 22."""
    told = []
    for part in filter(None, (p.strip() for p in citation.split(";"))):
        name = next(
            (known for known in CITED_IN_ENGLISH if part == known or part.startswith(f"{known} ")),
            "",
        )
        told.append(CITED_IN_ENGLISH.get(name, name) + part.removeprefix(name))
    return "; ".join(told)
