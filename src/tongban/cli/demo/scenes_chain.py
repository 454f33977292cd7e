"""Evidence that others stored, and a web page that the court took: proofs, what is shown, the report, the rulings."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tongban.cli.demo.cast import SUBMIT, Cast, Scene, wait_on
from tongban.cli.demo.hand import Hand, NotOnPage
from tongban.cli.demo.materials.notary import NotaryOffice
from tongban.cli.demo.scenes_evidence import desk_case
from tongban.cli.demo.stage import CHONGQING

RECEIPT = "DEMO-20250820-000731"
ROWS = (("付款人", "周*强"), ("收款人", "林*梅"), ("金额", "¥10,000.00"), ("用途", "还借款"),
        ("交易时间", "2025年8月20日 16:22:09"), ("状态", "交易成功"))  # fmt: skip
OFFICE = "示例公证处电子数据保管平台"
UNALTERED, CONFIRMED = "unaltered", "before_confirmed"


@dataclass(frozen=True, slots=True)
class Listed:
    """A platform as the president enters it, and what is then decided about it, in order, with reasons."""

    name: str
    operator: str
    kind: str
    trust: str
    decisions: tuple[tuple[str, str], ...]


def president_keeps_the_register(cast: Cast) -> None:
    """Four platforms: one admitted, one suspended, one withdrawn, one under review; everybody reads why."""
    president = cast.staff(CHONGQING, "president")
    for one in _register(cast):
        president.go("/desk/platforms")
        if not president.shows(one.name):
            for field in ("name", "operator", "kind", "trust"):
                president.fill(field, getattr(one, field))
            president.press(SUBMIT)
        for what, why in one.decisions:
            _open(president, one.name)
            if president.has(f"input[name=decision][value={what}]") and not president.shows(why):
                president.fill("decision", what)
                president.fill("reason", why)
                president.press(SUBMIT)
    visitor = cast.visitor(CHONGQING)
    visitor.go("/evidence-platforms/")
    if not all(visitor.shows(why) for one in _register(cast) for _, why in one.decisions):
        raise NotOnPage(visitor.text("main")[:600])


def _register(cast: Cast) -> tuple[Listed, ...]:
    policy = _office(cast).policy()
    chain = f"chain 20260\ncontract 0x{'5a' * 20}\nconfirmations 6"
    return (
        Listed(
            OFFICE, "示例公证处", "ledger", policy, (("admit", "已查验备案材料、运行制度和公钥，与本院无利害关系"),)
        ),
        Listed(
            "示例联盟链存证平台",
            "示例存证科技有限公司",
            "chain",
            chain,
            (("admit", "已查验备案和检测报告"), ("suspend", "检测报告到期，重新检测完成前暂停")),
        ),
        Listed("示例云盘存证", "示例云有限公司", "chain", "", (("withdraw", "运营方可以单方改写记录，不能保证中立"),)),
        Listed("示例电商存证平台", "示例电商有限公司", "chain", "", ()),
    )


def _office(cast: Cast) -> NotaryOffice:
    return NotaryOffice(cast.stage.folder / "notary-office")


def _open(president: Hand, name: str) -> None:
    """Open the page of the platform of this name."""
    president.go("/desk/platforms")
    for link in president.links("main h2 a[href*='/desk/platforms/']"):
        president.go(link)
        if president.text("h1") == name:
            return


def defendant_has_the_page_taken(cast: Cast) -> None:
    """The bank shows anybody its receipt by the number; the court opens the page itself."""
    folder = cast.stage.folder / "bank" / "receipts"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{RECEIPT}.json").write_text(json.dumps(ROWS, ensure_ascii=False), encoding="utf-8")
    hand = cast.party(CHONGQING, "borrower")
    page = cast.notes["case"] + "evidence/"
    hand.go(page)
    if not hand.shows("银行回单验证页面"):
        hand.go(f"{page}page/")
        hand.fill("address", f"{cast.stage.bank_url}/receipts/{RECEIPT}")
        hand.fill("title", "银行回单验证页面")
        hand.fill("proves", "银行确认2025年8月20日转账10000元成功")
        hand.fill("state_secret", "no")
        hand.press(SUBMIT)
        hand.go(page)
    if not hand.shows("银行回单验证页面"):
        raise NotOnPage(hand.text("main")[:600])


def defendant_adds_the_notarys_proof(cast: Cast) -> None:
    """A certificate on paper is refused as proof; the notary's bundle is checked and names its platform."""
    hand = cast.party(CHONGQING, "borrower")
    exhibit = _exhibit(cast, hand, "被告证据1")
    hand.go(exhibit)
    if not hand.shows(OFFICE):
        slip = cast.materials["repayment"]
        hand.go(f"{exhibit}proof/")
        hand.fill("state_secret", "no")
        hand.attach("proof", slip)
        hand.press(SUBMIT)
        if not hand.has("a[href='#id_proof']"):
            raise NotOnPage(hand.text("main")[:600])
        at = int(cast.stage.business_now().timestamp())
        proof = cast.keep("notary", "公证处存证证明.zip", _office(cast).store(slip.name, slip.read_bytes(), at))
        hand.fill("state_secret", "no")
        hand.attach("proof", proof)
        hand.press(SUBMIT)
    wait_on(hand, exhibit, lambda: hand.shows(OFFICE), "the verdict about the notary's proof")
    if not hand.shows("已准入"):
        raise NotOnPage(hand.text("main")[:600])


def defendant_shows_where_the_page_comes_from(cast: Cast) -> None:
    """What the court noted is filled in; he adds what agrees with it. The rest stays "not shown"."""
    hand = cast.party(CHONGQING, "borrower")
    exhibit = _exhibit(cast, hand, "被告证据2")
    hand.go(exhibit)
    if hand.shows("与银行转账回单"):
        return
    hand.go(f"{exhibit}origin/")
    hand.fill("state_secret", "no")
    hand.fill("corroboration", "与银行转账回单（被告证据1）的金额、时间一致")
    hand.press(SUBMIT)
    wait_on(hand, exhibit, lambda: hand.shows("与银行转账回单"), "what he showed")


def _exhibit(cast: Cast, hand: Hand, number: str) -> str:
    """The address of an exhibit on his pages; waits until it has its number."""
    key = f"exhibit:{number}"
    if key not in cast.notes:
        wait_on(hand, cast.notes["case"] + "evidence/", lambda: hand.shows(number), f"{number}")
        for link in hand.links("main h2 a"):
            hand.go(link)
            if number in hand.text("h1"):
                cast.notes[key] = link
                break
    return cast.notes[key]


def judge_has_the_report_made(cast: Cast) -> None:
    """The check and the four factors of article 17, as a paper that both sides get."""
    judge = cast.staff(CHONGQING, "judge")
    page = _check(cast, "被告证据1")
    made = "main a[href*='/documents/']"
    wait_on(judge, page, lambda: judge.shows("Unaltered"), "the proof of his receipt")
    if not judge.shows("区块链存证核验报告"):
        judge.press(SUBMIT)
    wait_on(judge, page, lambda: judge.has(made), "the report")
    report = judge.download(made)
    if not report.startswith(b"%PDF"):
        raise NotOnPage("the report is no PDF")
    cast.keep("chain_report", "区块链存证核验报告.pdf", report)


def judge_rules_on_the_chained_evidence(cast: Cast) -> None:
    """Unaltered since they were stored, both; and the page was true before, with reasons."""
    judge = cast.staff(CHONGQING, "judge")
    reasons = "网页由本院平台直接访问固定，来源清楚，并与银行转账回单相互印证。"
    for number, ruling, why in (
        ("被告证据1", UNALTERED, ""),
        ("被告证据2", UNALTERED, ""),
        ("被告证据2", CONFIRMED, reasons),
    ):
        key = f"ruled:{number}:{ruling}"
        if key in cast.notes:
            continue
        page = _check(cast, number)
        wait_on(judge, page, lambda: judge.shows("Unaltered"), f"the proof of {number}")
        judge.go(f"{desk_case(cast)}/evidence/ruling?exhibit={page.split('/')[-2]}")
        judge.fill("ruling", ruling)
        judge.fill("reasons", why)
        judge.press(SUBMIT)
        if judge.has("textarea[name=reasons]"):
            raise NotOnPage(judge.text("main")[:600])
        cast.notes[key] = "yes"


def _check(cast: Cast, number: str) -> str:
    """The address at the desk where an exhibit is checked."""
    uid = cast.notes[f"exhibit:{number}"].rstrip("/").split("/")[-1]
    return f"{desk_case(cast)}/evidence/{uid}/chain"


SHOWN: tuple[Scene, ...] = (
    Scene("He has the court take the bank's page as evidence", "证据规定 14(1)", defendant_has_the_page_taken),
    Scene("The president keeps the register of evidence platforms", "在线诉讼规则 17", president_keeps_the_register),
    Scene(
        "A certificate on paper is refused; the notary's proof is checked",
        "在线诉讼规则 16",
        defendant_adds_the_notarys_proof,
    ),
    Scene(
        "He shows where the page comes from, item by item", "在线诉讼规则 18", defendant_shows_where_the_page_comes_from
    ),
)
RULED: tuple[Scene, ...] = (
    Scene("The judge has the four factors reported", "在线诉讼规则 16, 17", judge_has_the_report_made),
    Scene("The judge rules on the chained evidence", "在线诉讼规则 15-18", judge_rules_on_the_chained_evidence),
)
