"""At the counter in Chengdu: a complaint is written, handed in, sent on, and registered in Chongqing."""

from __future__ import annotations

import re

from tongban.cli.demo.cast import MAIL, SUBMIT, Cast, Scene, find_at_counter, wait_on
from tongban.cli.demo.hand import Hand, NotOnPage
from tongban.cli.demo.materials.people import BORROWER, LENDER
from tongban.cli.demo.stage import CHONGQING, SICHUAN

NUMBER = re.compile(r"（\d{4}）渝0103民初\d+号")
SLIP = ".slip div:nth-child(4) code"
PERSON = "main a[href*='/desk/counter/']:not([href$='new'])"
PRINTED = "button[form='print']"


def register_at_the_counter(cast: Cast) -> None:
    """The clerk sees the identity paper and opens an account for the lender."""
    clerk = cast.staff(SICHUAN, "clerk")
    find_at_counter(clerk, LENDER.id_number)
    if clerk.shows(LENDER.name):
        if "password:lender" not in cast.notes:
            # The slip was never seen: the clerk gives a new start password.
            clerk.press(PERSON)
            clerk.press("form[action$='/access'] button")
            cast.notes["password:lender"] = clerk.text(SLIP)
        return
    clerk.go("/desk/counter/new")
    for name, value in {
        "id_number": LENDER.id_number,
        "name": LENDER.name,
        "phone": "13800000001",
        "email": MAIL["lender"],
        "division": "510107",
        "address": LENDER.address,
        "login": "lender",
        "seen": "on",
    }.items():
        clerk.fill(name, value)
    clerk.press(SUBMIT)
    cast.notes["password:lender"] = clerk.text(SLIP)


def begin_to_help(cast: Cast) -> None:
    """The clerk works beside the lender; the acts stay hers."""
    clerk = cast.staff(SICHUAN, "clerk")
    find_at_counter(clerk, LENDER.id_number)
    clerk.press(PERSON)
    clerk.press("form[action$='/help'] button")


def answer_the_questions(cast: Cast) -> None:
    """Plain questions, one page at a time."""
    clerk = cast.staff(SICHUAN, "clerk")
    clerk.go("/file/")
    clerk.press("form[action*='/file/start/private_lending'] button")
    cast.notes["draft"] = clerk.address().split("/pages/")[0]
    _page(clerk)
    _page(
        clerk,
        {
            "defendant.name": BORROWER.name,
            "defendant.id_number": BORROWER.id_number,
            "defendant.phone": "13900000002",
            "defendant.email": MAIL["borrower"],
            "defendant.division": "500103",
            "defendant.address": BORROWER.address,
        },
    )
    _page(
        clerk,
        {"loan.amount": "186500", "loan.happened": "2025-03-12", "loan.due": "2025-12-31", "loan.paid_how": "transfer"},
    )
    _page(clerk, {"agreement.kind": "defendant_domicile"})
    _page(
        clerk,
        {
            "story.text": "我与周志强是多年朋友。2025年3月他因经营周转向我借款，我通过银行转账交付。"
            "到期后我多次通过微信催要，他一再推脱。"
        },
    )


def add_the_files(cast: Cast) -> None:
    """The IOU photographed with a phone, the bank statement, the messages; then how she wishes to be reached."""
    clerk = cast.staff(SICHUAN, "clerk")
    made = cast.materials
    clerk.go(cast.notes["draft"] + "/pages/evidence/")
    clerk.fill("state.secret", "no")
    clerk.attach("files.identity", made["identity_lender"])
    clerk.attach("files.iou", made["iou"])
    clerk.attach("files.payment", made["bank_statement"])
    clerk.attach("files.messages", made["chat_1"], made["chat_2"])
    clerk.press(SUBMIT)
    clerk.go(cast.notes["draft"] + "/pages/service/")
    _page(clerk, {"consent.service": "online"})


def see_court_and_cost(cast: Cast) -> None:
    """Which court, why the clause wins, which court it would be without it, and what it costs."""
    clerk = cast.staff(SICHUAN, "clerk")
    clerk.go(cast.notes["draft"] + "/court/")
    _must_show(clerk, "重庆市渝中区人民法院", "四川省成都市武侯区人民法院", "CPL 35", "SI 18(2)", "2,015.00")


def check_and_hand_in(cast: Cast) -> None:
    """One page with all answers; an explicit press hands in; then the help is over."""
    clerk = cast.staff(SICHUAN, "clerk")
    if "errand" not in cast.notes:
        clerk.go(cast.notes["draft"] + "/check/")
        if clerk.has("form[action$='/hand-in/']"):
            _must_show(clerk, "186500", BORROWER.name)
            clerk.press("form[action$='/hand-in/'] button[name=confirmed]")
        clerk.go(cast.notes["draft"] + "/handed-in/")
        cast.notes["errand"] = clerk.address()
    clerk.go("/")
    if clerk.has("form[action*='assist/stop']"):
        clerk.press("form[action*='assist/stop'] button")


def check_identity_and_papers(cast: Cast) -> None:
    """The cooperating court compares paper and person."""
    clerk = cast.staff(SICHUAN, "clerk")
    clerk.go("/desk/errands/" + cast.notes["errand"].rstrip("/").split("/")[-1])
    cast.notes["desk_errand"] = clerk.address()
    if clerk.has("form[action$='/check']"):
        clerk.press("form[action$='/check'] button")


def send_on(cast: Cast) -> None:
    """The errand goes to Chongqing; from now on its clock runs."""
    clerk = cast.staff(SICHUAN, "clerk")
    clerk.go(cast.notes["desk_errand"])
    if clerk.has("form[action$='/send']"):
        clerk.press("form[action$='/send'] button")


def register_the_case(cast: Cast) -> None:
    """The clerk of the Yuzhong court registers the filing: the case has its number."""
    clerk = cast.staff(CHONGQING, "clerk")
    if not cast.notes.get("filing"):
        row = "main table a[href*='/desk/filings/']"
        wait_on(clerk, "/desk/filings", lambda: clerk.has(row), "the filing to arrive")
        clerk.press(row)
        cast.notes["filing"] = clerk.address()
    clerk.go(cast.notes["filing"])
    if clerk.has("form[action$='/accept']"):
        clerk.press("form[action$='/accept'] button[type=submit]")
    clerk.go(cast.notes["filing"])
    found = NUMBER.search(clerk.text("main"))
    if not found:
        message = "the accepted filing shows no case number"
        raise NotOnPage(message)
    cast.case_number = found.group()


def print_the_notices(cast: Cast) -> None:
    """The notices of Chongqing are printed at the counter in Chengdu and handed over."""
    clerk = cast.staff(SICHUAN, "clerk")
    page = cast.notes["desk_errand"]
    wait_on(
        clerk,
        page,
        lambda: clerk.shows(cast.case_number) and clerk.shows("受理案件通知书") and clerk.shows("交纳诉讼费用通知书"),
        "the answer and the notices",
    )
    for paper in clerk.offered("paper"):
        clerk.fill("paper", paper)
    clerk.press(PRINTED)


def _page(hand: Hand, answers: dict[str, str] | None = None) -> None:
    for name, value in (answers or {}).items():
        hand.fill(name, value)
    hand.press(SUBMIT)


def _must_show(hand: Hand, *texts: str) -> None:
    missing = [text for text in texts if not hand.shows(text)]
    if missing:
        message = f"{hand.address()} does not show {', '.join(missing)}"
        raise NotOnPage(message)


SCENES = (
    Scene(
        "The Wuhou counter sees the lender's identity paper and opens her account",
        "在线诉讼规则 7",
        register_at_the_counter,
    ),
    Scene("A clerk helps her; the acts are hers", "在线诉讼规则 2(4)", begin_to_help),
    Scene("She answers plain questions", "CPL 124", answer_the_questions),
    Scene(
        "She adds the IOU, the transfer and the messages, and chooses to be served online",
        "在线诉讼规则 11, 29",
        add_the_files,
    ),
    Scene("Court and cost are explained: the clause wins", "CPL 35; SI 18; 交纳办法 13, 16", see_court_and_cost),
    Scene("She checks her answers and hands in at Wuhou", "CPL 123; 跨域立案公告 2019", check_and_hand_in),
    Scene("Wuhou compares paper and person", "跨域立案公告 2019", check_identity_and_papers),
    Scene("Wuhou sends the errand to Yuzhong; its clock runs", "川渝跨域立案协议 2020", send_on),
    Scene("Yuzhong registers the case; it has its number", "CPL 126; 案号规定 9", register_the_case),
    Scene("Yuzhong's notices are printed at Wuhou", "川渝跨域立案协议 2020", print_the_notices),
)
