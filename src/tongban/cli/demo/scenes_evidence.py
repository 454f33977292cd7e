"""Evidence in writing, and the hearing in the courtroom."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tongban.cli.demo.cast import SUBMIT, Cast, Scene, wait_on
from tongban.cli.demo.hand import Hand, NotOnPage
from tongban.cli.demo.scenes_conduct import settled
from tongban.cli.demo.stage import CHONGQING, SICHUAN

CHINA = ZoneInfo("Asia/Shanghai")
DAYS_TO_THE_HEARING = 18
QUESTIONS = "2025年8月20日的10000元是偿还本案借款吗？\n双方是否约定过利息？"
ANSWERS = {
    "borrower": ("是偿还本案借款，转账附言写明“还款”。", "没有约定利息。"),
    "lender": ("确认收到10000元，同意从本金中扣除。", "没有约定利息。"),
}


def desk_case(cast: Cast) -> str:
    """The address of the case at the court's desk."""
    return "/desk/cases/" + cast.notes["case"].strip("/").split("/")[-1]


def defendant_hands_in_evidence(cast: Cast) -> None:
    """His receipt of the part payment gets its number and is sealed at once."""
    hand = cast.party(CHONGQING, "borrower")
    hand.go(cast.notes["case"] + "evidence/")
    if not hand.shows("被告证据1"):
        hand.go(cast.notes["case"] + "evidence/new/")
        hand.fill("title", "银行转账回单")
        hand.fill("proves", "2025年8月20日已归还10000元")
        hand.fill("source", "本人网上银行")
        hand.fill("state_secret", "no")
        hand.attach("files", cast.materials["repayment"])
        hand.press(SUBMIT)
    wait_on(hand, cast.notes["case"] + "evidence/", lambda: hand.shows("被告证据1"), "his exhibit's number")


def judge_opens_the_exchange(cast: Cast) -> None:
    """With everybody's consent the exchange of evidence is held in writing."""
    _open_round(cast, "exchange", {"days": "5"})


def judge_opens_the_inquiry(cast: Cast) -> None:
    """With everybody's consent the judge asks both sides in writing."""
    _open_round(cast, "inquiry", {"days": "5", "questions": QUESTIONS})


def _open_round(cast: Cast, kind: str, answers: dict[str, str]) -> None:
    if cast.notes.get(kind):
        return
    judge = cast.staff(CHONGQING, "judge")
    judge.go(f"{desk_case(cast)}/evidence/{kind}")
    if judge.has("input[name=days]") or not cast.again:
        for name, value in answers.items():
            judge.fill(name, value)
        judge.press(SUBMIT)
    if judge.has("input[name=days]") and not cast.again:
        raise NotOnPage(judge.text("main")[:600])
    cast.notes[kind] = "yes"


def both_comment(cast: Cast) -> None:
    """Each says of every exhibit of the other side whether it is authentic, lawful and relevant."""
    for plan, login in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        _comment_all(cast, cast.present(plan, login), f"commented:{login}")


def _comment_all(cast: Cast, hand: Hand, key: str) -> None:
    page = cast.notes["case"] + "evidence/"
    wanted = "main a[data-act=comment]"
    wait_on(hand, page, lambda: hand.has(wanted) or bool(cast.notes.get(key)), "the exhibits to comment")
    while hand.has(wanted):
        hand.press(wanted)
        for name in ("authenticity", "legality", "relevance"):
            hand.fill(name, "yes")
        hand.fill("original_differs", "no")
        link = f"main a[data-act=comment][href='{_path(hand.address())}']"
        hand.press(SUBMIT)
        settled(hand, done_before=cast.again)
        _wait_until_gone(hand, page, link, "the opinion to be noted")
    cast.notes[key] = "yes"


def _wait_until_gone(hand: Hand, page: str, link: str, what: str) -> None:
    wait_on(hand, page, lambda: not hand.has(link), what)


def _path(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def both_answer_the_questions(cast: Cast) -> None:
    """Item by item, each when there is time."""
    for plan, login in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        hand = cast.present(plan, login)
        page = cast.notes["case"] + "evidence/"
        for number, text in enumerate(ANSWERS[login]):
            key = f"question:{login}:{number}"
            if cast.notes.get(key):
                continue
            _answer_one(hand, page, text, again=cast.again)
            cast.notes[key] = "yes"


def _answer_one(hand: Hand, page: str, text: str, *, again: bool) -> None:
    wanted = "main a[href*='/inquiry/'][data-act=answer]"
    hand.go(page)
    if again and not hand.has(wanted) and hand.has("main a[href*='/inquiry/']"):
        return
    wait_on(hand, page, lambda: hand.has(wanted), "the court's question")
    hand.press(wanted)
    link = f"main a[data-act=answer][href='{_path(hand.address())}']"
    hand.fill("text", text)
    hand.press(SUBMIT)
    settled(hand, done_before=again)
    _wait_until_gone(hand, page, link, "the answer to be noted")


def asynchronous_hearing_is_refused(cast: Cast) -> None:
    """She asks for a hearing at different times; the court names the condition that is not met."""
    hand = cast.party(SICHUAN, "lender")
    hand.go(cast.notes["case"] + "asynchronous-hearing/")
    hand.fill("difficulty", "work")
    hand.fill("application", "本人在成都工作，申请非同步庭审。")
    hand.press(SUBMIT)
    if "/acts/" in hand.address():
        page = hand.address()
        wait_on(hand, page, lambda: hand.has("[data-state=refused], [data-state=done]"), "the court's answer")
    if not hand.shows("在线诉讼规则第20条（2）"):
        message = f"the refusal does not name its condition: {hand.text('main')[:400]}"
        raise NotOnPage(message)


def examine_the_exhibits(cast: Cast) -> None:
    """The court passes each file, closes the rounds, and notes what was shown and heard."""
    judge = cast.staff(CHONGQING, "judge")
    audit = f"{desk_case(cast)}/evidence/audit"
    judge.go(audit)
    for exhibit in judge.offered("exhibit"):
        judge.fill("exhibit", exhibit)
        judge.fill("decision", "pass_audit")
        judge.press(SUBMIT)
        judge.go(audit)
    _work_off(judge, f"{desk_case(cast)}/evidence/close", "round")
    _work_off(judge, f"{desk_case(cast)}/evidence/examine", "exhibit")
    judge.go(f"{desk_case(cast)}/evidence")
    if judge.shows("not yet audited") or not judge.shows("examined"):
        raise NotOnPage(judge.text("main")[:600])


def _work_off(judge: Hand, page: str, name: str) -> None:
    """Deal with everything that the page offers."""
    judge.go(page)
    while choices := judge.offered(name):
        if not judge.has(f"input[type=hidden][name={name}]"):
            judge.fill(name, choices[0])
        judge.press(SUBMIT)
        judge.go(page)


def set_the_hearing(cast: Cast) -> None:
    """Both are summoned to the Yuzhong courtroom."""
    clerk = cast.staff(CHONGQING, "clerk")
    clerk.go(f"{desk_case(cast)}/hearings/set")
    if clerk.has("[name=starts_at]"):
        _fill_in_the_day(cast, clerk)
    for plan, login in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        _is_summoned(cast.party(plan, login), cast.notes["case"])


def _is_summoned(hand: Hand, page: str) -> None:
    """Wait until the summons is among the person's papers: the day must not come before it."""
    wait_on(hand, page, lambda: hand.has("main a[data-kind=summons]"), "the summons")


def _fill_in_the_day(cast: Cast, clerk: Hand) -> None:
    day = (cast.stage.business_now() + timedelta(days=DAYS_TO_THE_HEARING)).astimezone(CHINA).date()
    starts = datetime(day.year, day.month, day.day, 9, 30, tzinfo=CHINA)
    cast.notes["starts"] = starts.isoformat()
    clerk.fill("place", "第三法庭")
    clerk.fill("starts_at", starts.strftime("%Y-%m-%dT%H:%M"))
    clerk.press(SUBMIT)
    if clerk.has("[name=starts_at]"):
        raise NotOnPage(clerk.text("main")[:600])


def the_day_comes(cast: Cast) -> None:
    """The demo clock moves on to the minute after the hour for which both were summoned."""
    starts = datetime.fromisoformat(cast.notes["starts"])
    ahead = starts + timedelta(minutes=1) - cast.stage.business_now()
    if ahead > timedelta(0):
        cast.stage.advance_clock(ahead)


HANDED_IN: tuple[Scene, ...] = (
    Scene(
        "He hands in his proof of a part payment; it is numbered and sealed",
        "CPL 68-69; 在线诉讼规则 16",
        defendant_hands_in_evidence,
    ),
)
HEARD: tuple[Scene, ...] = (
    Scene("The judge opens the exchange of evidence in writing", "在线诉讼规则 14, 20(1)", judge_opens_the_exchange),
    Scene("Both comment each exhibit, item by item", "在线诉讼规则 14; CPL 71", both_comment),
    Scene("The judge asks both sides in writing", "在线诉讼规则 20(1)", judge_opens_the_inquiry),
    Scene("Both answer", "在线诉讼规则 20(1)", both_answer_the_questions),
    Scene(
        "An asynchronous hearing is refused, with the condition that fails",
        "在线诉讼规则 20(2)",
        asynchronous_hearing_is_refused,
    ),
    Scene("The court audits the files and notes what was examined", "在线诉讼规则 12, 15", examine_the_exhibits),
)
SET: tuple[Scene, ...] = (
    Scene("The hearing is set in the Yuzhong courtroom", "CPL 139, 163", set_the_hearing),
    Scene("The day of the hearing comes", "the demo's clock", the_day_comes),
)
