"""From the registered case to the hearing: mediation declined, fee paid, defendant served, consent, answer."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

import httpx

from tongban.cli.demo.cast import MAIL, SUBMIT, Cast, Scene, sign_in, wait_on
from tongban.cli.demo.hand import Hand, NotOnPage, wait_for
from tongban.cli.demo.materials.people import BORROWER
from tongban.cli.demo.stage import CHONGQING, PASSWORD, SICHUAN

_CODE = re.compile(r"(?<!-)\b([2-9A-HJ-NP-Z]{4})-([2-9A-HJ-NP-Z]{4})-([2-9A-HJ-NP-Z]{4})\b")
PAYMENT_CODE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{2}")
STEPS = ("service", "exchange", "inquiry", "record")


def lender_opens_her_case(cast: Cast) -> None:
    """On her phone she chooses her own password and sees the case that lives in Chongqing."""
    hand = cast.party(SICHUAN, "lender")
    start = cast.notes.get("password:lender", PASSWORD)
    if start != PASSWORD:
        hand.go("/sign-in/password/change/")
        if hand.has("[name=oldpassword]"):
            hand.fill("oldpassword", start)
            hand.fill("password1", PASSWORD)
            hand.fill("password2", PASSWORD)
            hand.press(SUBMIT)
        else:
            # The change was done before the answer got lost: its session is over, the new password counts.
            sign_in(hand, "lender", PASSWORD)
        cast.notes["password:lender"] = PASSWORD
    wait_on(hand, "/", lambda: hand.shows(cast.case_number), "the case on her first page")
    cast.notes["case"] = case_path(hand)


def case_path(hand: Hand) -> str:
    """The address of the case's page, from a link on the first page."""
    hand.press("main a[href^='/cases/']")
    return "/cases/" + hand.address().split("/cases/")[1].split("/")[0] + "/"


def decline_mediation(cast: Cast) -> None:
    """Mediation was offered; she declines, with her reason."""
    hand = cast.party(SICHUAN, "lender")
    if cast.notes.get("declined"):
        return
    wait_on(hand, cast.notes["case"], lambda: hand.has("main a[href$='/mediation/']"), "the offer")
    hand.press("main a[href$='/mediation/']")
    hand.fill("reason", "wants_judgment")
    hand.press(SUBMIT)
    settled(hand, done_before=cast.again)
    cast.notes["declined"] = "yes"


def pay_the_fee(cast: Cast) -> None:
    """She pays at the bank against the slip; the bank's file reaches the court and is matched."""
    hand = cast.party(SICHUAN, "lender")
    page = cast.notes["case"] + "fees/"
    hand.go(page)
    code = PAYMENT_CODE.search(hand.text("main"))
    if code is None:
        message = "the slip shows no payment code"
        raise NotOnPage(message)
    if not cast.notes.get("paid"):
        order = {
            "code": code.group(),
            "amount": "2015.00",
            "account": CHONGQING.slug,
            "payer": "林晓梅",
            "format": "camt",
        }
        httpx.post(cast.stage.bank_url + "/pay", data=order, timeout=20).raise_for_status()
        cast.notes["paid"] = "yes"
    wait_on(hand, page, lambda: hand.shows("已交纳") or hand.shows("· paid"), "the payment to be matched")


def post_the_letter(cast: Cast) -> None:
    """The clerk puts the letter with the join code into the post; the slip comes back signed."""
    clerk = cast.staff(CHONGQING, "clerk")
    if not cast.notes.get("letter"):
        wait_on(
            clerk, "/desk/letters", lambda: clerk.has("main a[href*='/desk/letters/']"), "the letter to the defendant"
        )
        clerk.press("main a[href*='/desk/letters/']")
        cast.notes["letter"] = clerk.address()
    clerk.go(cast.notes["letter"])
    cast.notes["join"] = _join_code(clerk)
    if clerk.has("form[action$='/post']"):
        clerk.fill("tracking", "EMS-DEMO-0001")
        clerk.press("form[action$='/post'] button[type=submit]")
    clerk.go(cast.notes["letter"])
    if clerk.has("form[action$='/slip']"):
        clerk.fill("signer", BORROWER.name)
        clerk.press("form[action$='/slip'] button[type=submit]")


def _join_code(clerk: Hand) -> str:
    """The code as the letter's paper shows it: whoever opens the envelope reads it there."""
    from pypdfium2 import PdfDocument

    for number in range(1, 8):
        selector = f"main ol li:nth-child({number}) a"
        if not clerk.has(selector):
            break
        content = clerk.download(selector)
        if not content.startswith(b"%PDF"):
            continue
        found = _CODE.search(PdfDocument(content)[0].get_textpage().get_text_bounded())
        if found:
            return found.group()
    message = "no paper of the letter shows a join code"
    raise NotOnPage(message)


def defendant_reads_the_letter(cast: Cast) -> None:
    """Before he has an account he reads what it is about."""
    visitor = cast.visitor(CHONGQING)
    _to_the_letter(cast, visitor)
    if not visitor.shows(cast.case_number) and not visitor.shows("林晓梅"):
        message = "the letter's page does not tell which case it is"
        raise NotOnPage(message)


def _to_the_letter(cast: Cast, hand: Hand) -> None:
    hand.go("/join/")
    hand.fill("code", cast.notes["join"])
    hand.press(SUBMIT)


def defendant_joins(cast: Cast) -> None:
    """Name and number agree with the file: the case is his too."""
    if cast.again and _has_joined(cast):
        cast.notes["joined"] = "yes"
    if not cast.notes.get("joined"):
        visitor = cast.visitor(CHONGQING)
        _to_the_letter(cast, visitor)
        visitor.go("/join/identity/")
        for name, value in {
            "name": BORROWER.name,
            "id_number": BORROWER.id_number,
            "login": "borrower",
            "password": PASSWORD,
            "email": MAIL["borrower"],
        }.items():
            visitor.fill(name, value)
        visitor.press(SUBMIT)
        cast.notes["joined"] = "yes"
    hand = cast.party(CHONGQING, "borrower")
    wait_on(hand, cast.notes["case"], lambda: hand.shows(cast.case_number), "his case")


def _has_joined(cast: Cast) -> bool:
    """Whether his account is there already: the platform went away after it had been opened."""
    hand = cast.device(CHONGQING)
    sign_in(hand, "borrower", PASSWORD)
    hand.go(cast.notes["case"])
    return hand.shows(cast.case_number)


def both_consent(cast: Cast) -> None:
    """Each answers for each step, one by one; nothing is ticked beforehand."""
    for plan, login in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        hand = cast.party(plan, login)
        for step in STEPS:
            key = f"consent:{login}:{step}"
            if cast.notes.get(key):
                continue
            hand.go(f"{cast.notes['case']}consent/{step}/")
            hand.fill("choice", "online")
            hand.press(SUBMIT)
            settled(hand, done_before=cast.again)
            cast.notes[key] = "yes"


def settled(hand: Hand, *, done_before: bool = False) -> None:
    """Wait on the page of an act that went to another platform until its answer is there.

    A refusal fails the scene, unless the act may have been done before (`done_before`) and is refused for that.
    """
    if "/acts/" not in hand.address():
        return
    page = hand.address()
    wait_on(
        hand,
        page,
        lambda: "/acts/" not in hand.address() or hand.has("[data-state]:not([data-state=sent])"),
        "the answer",
    )
    if hand.has("[data-state=refused]") and not done_before:
        raise NotOnPage(hand.text("main"))


def defendant_answers(cast: Cast) -> None:
    """He admits the loan and objects that part of it was repaid."""
    if cast.notes.get("answered"):
        return
    hand = cast.party(CHONGQING, "borrower")
    hand.go(cast.notes["case"] + "answer/")
    if cast.again and not hand.has("textarea[name=facts_text]"):
        cast.notes["answered"] = "yes"
        return
    for name, value in {
        "claim_1": "partly",
        "why_1": "已于2025年8月20日归还10000元，应予扣除。",
        "claim_2": "accept",
        "facts": "partly",
        "facts_text": "借款属实，但我已于2025年8月20日通过银行归还10000元，请求在本金中扣除。",
    }.items():
        hand.fill(name, value)
    hand.press(SUBMIT)
    settled(hand)
    hand.go(cast.notes["case"] + "answer/")
    if hand.has("textarea[name=facts_text]"):
        raise NotOnPage(hand.text("main")[:600])
    cast.notes["answered"] = "yes"


def mail_of(cast: Cast, login: str) -> list[str]:
    """The e-mails that reached a person, as text."""
    folder = cast.stage.folder / "mail" / "new"
    found = []
    for path in sorted(folder.glob("*")) if folder.exists() else []:
        message = message_from_bytes(path.read_bytes(), policy=default)
        if MAIL[login] in str(message["To"]):
            body = message.get_body(("plain",))
            found.append(f"{message['Subject']}\n{body.get_content() if body else ''}")
    return found


def e_mail_arrived(cast: Cast) -> None:
    """The court's e-mails arrived over SMTP."""
    wait_for(lambda: bool(mail_of(cast, "lender")), "an e-mail to the lender")


SCENES: tuple[Scene, ...] = (
    Scene(
        "The lender opens her case on her phone; it lives in Chongqing",
        "在线诉讼规则 1; 审判流程信息公开规定 1",
        lender_opens_her_case,
    ),
    Scene("Mediation was offered; she declines and says why", "CPL 96, 125", decline_mediation),
    Scene("She pays against the slip; the bank's file is matched", "交纳办法 20, 22", pay_the_fee),
    Scene("The court's e-mails reach her", "CPL 90; 在线诉讼规则 29, 31", e_mail_arrived),
    Scene("The letter with the join code goes to the defendant", "CPL 91, 128", post_the_letter),
    Scene("He reads the letter before he has an account", "在线诉讼规则 10", defendant_reads_the_letter),
    Scene("He joins the case by the code", "在线诉讼规则 7, 10", defendant_joins),
    Scene("Both answer for each step whether it may be online", "在线诉讼规则 4", both_consent),
    Scene("He answers the claim", "CPL 128", defendant_answers),
)
