"""After the story work is left on the desks, so that who tries the demo has something to do.

These scenes are no part of the story of one case; they go through the same pages. Each looks first whether it is done.
"""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from tongban.cli.demo.cast import SUBMIT, Cast, Scene, find_at_counter, wait_on
from tongban.cli.demo.hand import Hand, NotOnPage
from tongban.cli.demo.materials.people import CARPENTER, LAWYER, LENDER, SHOPKEEPER, Somebody
from tongban.cli.demo.scenes_conduct import PAYMENT_CODE
from tongban.cli.demo.stage import CHONGQING, SICHUAN, PlatformPlan

FEE = "175.00"
"""What the carpenter pays for his claim of 22,000 yuan: half of 350 (交纳办法 13, 16)."""
LICENCE = "15001201410100231"
"""The lawyer's, in the demo's register of licences."""
PERSON = "main a[href*='/desk/counter/']:not([href$='new'])"


@dataclass(frozen=True, slots=True)
class Loan:
    """What somebody tells who has lent money to a person in Yuzhong; `paper` is the IOU among the materials."""

    debtor: str
    address: str
    amount: str
    happened: str
    due: str
    story: str
    paper: str


CARPENTERS = Loan(
    "冯大海",
    "重庆市渝中区示例巷5号",
    "22000",
    "2025-04-02",
    "2025-10-31",
    "冯大海装修门面时向我借款，我通过银行转账交付，到期后未还。",
    "iou_carpenter",
)
SHOPKEEPERS = Loan(
    "钱有为",
    "重庆市渝中区示例大道70号",
    "8600",
    "2025-06-18",
    "2026-01-31",
    "钱有为是我的老顾客，因急用向我借款，我通过银行转账交付，到期后他不再接电话。",
    "iou_shopkeeper",
)
LENDERS = Loan(
    "何志军",
    "重庆市渝中区示例街（门牌不详）",
    "30000",
    "2025-09-01",
    "2026-02-28",
    "何志军是周志强介绍的，我把钱转给了他，到期后他没有还。",
    "iou_lender",
)


def carpenter_files(cast: Cast) -> None:
    """At Yuzhong's own counter a clerk registers the carpenter and helps him to file."""
    _file_at_yuzhong(cast, CARPENTER, CARPENTERS, "identity_carpenter")


def carpenters_case_is_prepared(cast: Cast) -> None:
    """Yuzhong registers it; he pays at the bank; his exhibit is numbered and the case is in preparation."""
    clerk = cast.staff(CHONGQING, "clerk")
    case = _registered(clerk, CARPENTERS)
    fees = case + "/fees"
    wait_on(clerk, fees, lambda: bool(PAYMENT_CODE.search(clerk.text("main"))), "the slip for his fee")
    code = PAYMENT_CODE.search(clerk.text("main"))
    if code and "carpenter:paid" not in cast.notes:
        account = {"account": CHONGQING.slug, "payer": CARPENTER.name, "format": "camt"}
        order = {"code": code.group(), "amount": FEE} | account
        httpx.post(cast.stage.bank_url + "/pay", data=order, timeout=20).raise_for_status()
        cast.notes["carpenter:paid"] = "yes"
    wait_on(clerk, case, lambda: clerk.has("[data-stage=preparation]"), "his payment to be matched")
    wait_on(clerk, case + "/evidence", lambda: clerk.shows("原告证据1"), "his exhibit's number")


def shopkeeper_files(cast: Cast) -> None:
    """Her filing waits at Yuzhong for a decision."""
    _file_at_yuzhong(cast, SHOPKEEPER, SHOPKEEPERS, "identity_shopkeeper")


def lender_files_again(cast: Cast) -> None:
    """From her phone; the Wuhou counter checks and sends it on."""
    if "errand:again" not in cast.notes:
        hand = cast.party(SICHUAN, "lender")
        _complain(cast, hand, LENDERS, "identity_lender")
        cast.notes["errand:again"] = hand.address()
    clerk = cast.staff(SICHUAN, "clerk")
    for act in ("check", "send"):
        clerk.go("/desk/errands/" + cast.notes["errand:again"].rstrip("/").split("/")[-1])
        if clerk.has(f"form[action$='/{act}']"):
            clerk.press(f"form[action$='/{act}'] button")


def yuzhong_asks_for_corrections(cast: Cast) -> None:
    """No real address, no proof of the transfer: both are asked for at once; Wuhou and she can read it."""
    clerk = cast.staff(CHONGQING, "clerk")
    wait_on(clerk, "/desk/filings", lambda: clerk.shows(LENDERS.debtor), "her filing to arrive")
    _open_filing(clerk, LENDERS)
    if clerk.has("a[href$='/correct']"):
        clerk.press("a[href$='/correct']")
        for item in ("defendant", "proof"):
            clerk.fill("usual", item)
        clerk.press(SUBMIT)
    hand = cast.party(SICHUAN, "lender")
    page = cast.notes["errand:again"]
    wait_on(hand, page, lambda: hand.has("form[action$='/correct/']"), "the list of corrections at Sichuan")


def lawyer_shows_the_licence(cast: Cast) -> None:
    """At Yuzhong's counter the clerk compares a lawyer's licence with the person and with the register."""
    clerk = cast.staff(CHONGQING, "clerk")
    _register(clerk, LAWYER)
    find_at_counter(clerk, LAWYER.id_number)
    clerk.press(PERSON)
    if not clerk.shows(LICENCE):
        clerk.fill("licence", LICENCE)
        clerk.press("form[action$='/licence'] button")


def _file_at_yuzhong(cast: Cast, who: Somebody, loan: Loan, identity: str) -> None:
    if who.name in cast.notes:
        return
    clerk = cast.staff(CHONGQING, "clerk")
    _register(clerk, who)
    find_at_counter(clerk, who.id_number)
    clerk.press(PERSON)
    clerk.press("form[action$='/help'] button")
    _complain(cast, clerk, loan, identity)
    cast.notes[who.name] = clerk.address()
    clerk.go("/")
    clerk.press("form[action*='assist/stop'] button")


def _register(clerk: Hand, who: Somebody) -> None:
    find_at_counter(clerk, who.id_number)
    if clerk.shows(who.name):
        return
    clerk.go("/desk/counter/new")
    told = {"id_number": who.id_number, "name": who.name, "phone": "13800000003", "address": who.address}
    for name, value in (told | {"division": "500103", "seen": "on"}).items():
        clerk.fill(name, value)
    clerk.press(SUBMIT)


def _complain(cast: Cast, hand: Hand, loan: Loan, identity: str) -> None:
    """A complaint, page by page, and handed in."""
    hand.go("/file/")
    hand.press("form[action*='/file/start/private_lending'] button")
    draft = hand.address().split("/pages/")[0]
    answers: tuple[dict[str, str], ...] = (
        {},
        {"defendant.name": loan.debtor, "defendant.division": "500103", "defendant.address": loan.address},
        {
            "loan.amount": loan.amount,
            "loan.happened": loan.happened,
            "loan.due": loan.due,
            "loan.paid_how": "transfer",
        },
        {"agreement.kind": "defendant_domicile"},
        {"story.text": loan.story},
    )
    for page in answers:
        for name, value in page.items():
            hand.fill(name, value)
        hand.press(SUBMIT)
    hand.go(draft + "/pages/evidence/")
    hand.fill("state.secret", "no")
    hand.attach("files.identity", cast.materials[identity])
    hand.attach("files.iou", cast.materials[loan.paper])
    hand.press(SUBMIT)
    hand.go(draft + "/pages/service/")
    hand.fill("consent.service", "online")
    hand.press(SUBMIT)
    hand.go(draft + "/check/")
    hand.press("form[action$='/hand-in/'] button[name=confirmed]")
    hand.go(draft + "/handed-in/")


def _open_filing(clerk: Hand, loan: Loan) -> None:
    """The filing against this debtor, from the list; the desk writes 'plaintiff ▸ defendant'."""
    clerk.go("/desk/filings")
    for link in clerk.links("main table a[href*='/desk/filings/']"):
        clerk.go(link)
        if clerk.shows(f"▸ {loan.debtor}"):
            return
    message = f"no filing against {loan.debtor} on the desk"
    raise NotOnPage(message)


def _registered(clerk: Hand, loan: Loan) -> str:
    """The address of the case, registered now if it is not yet."""
    _open_filing(clerk, loan)
    page = clerk.address()
    if clerk.has("form[action$='/accept']"):
        clerk.press("form[action$='/accept'] button[type=submit]")
        clerk.go(page)
    clerk.press("main a[href*='/desk/cases/']")
    return clerk.address()


WAITING: tuple[tuple[PlatformPlan, str, str], ...] = (
    (CHONGQING, "clerk", f"a filing to decide: {SHOPKEEPER.name} ▸ {SHOPKEEPERS.debtor} (/desk/filings)"),
    (
        CHONGQING,
        "judge",
        f"a case in preparation with its exhibit: {CARPENTER.name} ▸ {CARPENTERS.debtor} (/desk/cases)",
    ),
    (SICHUAN, "lender", f"corrections that Yuzhong asks for: {LENDER.name} ▸ {LENDERS.debtor} (on the first page)"),
    (CHONGQING, "president", f"the register of licences: {LAWYER.name} may act, others may not (/desk/lawyers)"),
    (SICHUAN, "clerk", "the same at the counter that helps her (/desk/errands)"),
)
"""What waits where when the demo is open: the platform, the login, and what is to be found."""

SCENES: tuple[Scene, ...] = (
    Scene("For your try: a carpenter files at Yuzhong's own counter", "CPL 123, 126", carpenter_files),
    Scene("His case is registered, paid and in preparation", "CPL 126, 128", carpenters_case_is_prepared),
    Scene("A lawyer shows the licence at the counter", "民诉法解释 88", lawyer_shows_the_licence),
    Scene("A shopkeeper's filing waits for a decision", "CPL 126", shopkeeper_files),
    Scene("The lender files another complaint through Wuhou", "跨域立案公告 2019", lender_files_again),
    Scene("Yuzhong asks her once for corrections", "在线诉讼规则 9(2)", yuzhong_asks_for_corrections),
)
