"""The hearing, the judgment, its effect, its publication, and the proof of it all."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from tongban.cli.demo.cast import SUBMIT, Cast, Scene, wait_on
from tongban.cli.demo.hand import Hand, NotOnPage
from tongban.cli.demo.scenes_conduct import settled
from tongban.cli.demo.scenes_evidence import desk_case
from tongban.cli.demo.stage import CHONGQING, SICHUAN

JUDGE, PLAINTIFF, DEFENDANT = 0, 2, 3
LINES = (
    ("opening", JUDGE, "现在开庭。核对当事人身份，宣布案由、审判人员，告知诉讼权利义务，询问是否申请回避。"),
    ("opening", PLAINTIFF, "原告听清楚了，不申请回避。"),
    ("opening", DEFENDANT, "被告听清楚了，不申请回避。"),
    ("investigation", PLAINTIFF, "请求判令被告偿还借款本金。被告归还的10000元同意扣除。"),
    ("investigation", DEFENDANT, "借款属实，已还10000元，其余愿意分期归还。"),
    ("examination", JUDGE, "双方对证据已在庭前逐项发表意见，有无补充？"),
    ("examination", PLAINTIFF, "原告没有补充。"),
    ("examination", DEFENDANT, "被告没有补充。"),
    ("debate", PLAINTIFF, "借款早已到期，被告应当立即归还。"),
    ("debate", DEFENDANT, "目前资金紧张，请求给予合理期限。"),
    ("final", PLAINTIFF, "坚持诉讼请求。"),
    ("final", DEFENDANT, "请求依法判决。"),
)
FINDINGS = (
    "2025年3月12日，周志强向林晓梅借款186500元，出具借条，林晓梅当日通过银行转账交付。"
    "双方约定2025年12月31日前归还，未约定利息。\n"
    "2025年8月20日，周志强归还10000元，林晓梅认可从本金中扣除。其余176500元至今未还。"
)
REASONING = (
    "原、被告之间的民间借贷关系有借条和转账明细为证，双方均予认可，合法有效。"
    "借款期限已经届满，周志强应当归还尚欠的本金176500元。"
)
ARTICLES = "《中华人民共和国民法典》第六百六十七条\n《中华人民共和国民法典》第六百七十五条"
APPEAL_DAYS = 17


def hold_the_hearing(cast: Cast) -> None:
    """The judge opens; the record is typed by stage and speaker; the hearing is closed."""
    judge = cast.staff(CHONGQING, "judge")
    judge.go(f"{desk_case(cast)}/hearings")
    if judge.has("a[href$='/hearings/open']"):
        judge.press("a[href$='/hearings/open']")
        for party in judge.offered("present"):
            judge.fill("present", party)
        judge.press(SUBMIT)


def write_the_record(cast: Cast) -> None:
    """Line by line, by stage and speaker."""
    judge = cast.staff(CHONGQING, "judge")
    page = f"{desk_case(cast)}/hearings/record"
    judge.go(page)
    for part, speaker, text in LINES:
        if judge.shows(text):
            continue
        judge.fill("part", part)
        judge.fill("speaker", judge.offered("speaker")[speaker])
        judge.fill("text", text)
        judge.press("form[data-record] button[type=submit]")
        judge.go(page)


def close_the_hearing(cast: Cast) -> None:
    """The record ends and is sealed; the parties have five days to read it."""
    judge = cast.staff(CHONGQING, "judge")
    judge.go(f"{desk_case(cast)}/hearings")
    if judge.has("a[href$='/hearings/close']"):
        judge.press("a[href$='/hearings/close']")
        judge.press(SUBMIT)


def both_confirm_the_record(cast: Cast) -> None:
    """Each reads the record online and confirms it."""
    for plan, login in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        if cast.notes.get(f"confirmed:{login}"):
            continue
        _confirm(cast.present(plan, login), cast.notes["case"] + "record/", again=cast.again)
        cast.notes[f"confirmed:{login}"] = "yes"


def _confirm(hand: Hand, page: str, *, again: bool) -> None:
    hand.go(page)
    if again and hand.shows("SHA-256") and not hand.has("[name=digest]"):
        return
    wait_on(hand, page, lambda: hand.has("[name=digest]"), "the record to confirm")
    hand.press(SUBMIT)
    settled(hand, done_before=again)
    wait_on(hand, page, lambda: not hand.has("main form [name=digest]"), "the confirmation to be noted")


def draft_the_judgment(cast: Cast) -> None:
    """History, claims, defence and evidence come from the file; the judge writes facts, reasons and holdings."""
    judge = cast.staff(CHONGQING, "judge")
    judge.go(f"{desk_case(cast)}/judgment")
    if not judge.has("a[href$='/judgment/draft']"):
        return
    judge.press("a[href$='/judgment/draft']")
    for exhibit in judge.offered("cited"):
        judge.fill("cited", exhibit)
    for name, value in {
        "findings": FINDINGS,
        "reasoning": REASONING,
        "articles": ARTICLES,
        "pay_what": "借款本金",
        "pay_amount": "176500.00",
        "pay_days": "10",
        "reject_rest": "on",
        "fee_bearer": "defendant",
    }.items():
        judge.fill(name, value)
    judge.press(SUBMIT)
    cast.notes["check"] = judge.address()


def sign_the_judgment(cast: Cast) -> None:
    """Read once more and signed: from now on it is frozen."""
    judge = cast.staff(CHONGQING, "judge")
    page = f"{desk_case(cast)}/judgment"
    judge.go(f"{page}/check")
    if judge.has(SUBMIT):
        judge.press(SUBMIT)
    judge.go(page)
    if judge.has("a[href$='/judgment/draft']"):
        judge.go(f"{page}/check")
        raise NotOnPage(judge.text("main")[-800:])


def judgment_reaches_both(cast: Cast) -> None:
    """It is delivered to both; each downloads it."""
    for plan, login in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        content = _judgment_of(cast.party(plan, login), cast.notes["case"])
        cast.keep("judgment_pdf", "judgment.pdf", content)


def _judgment_of(hand: Hand, page: str) -> bytes:
    wanted = "main a[data-kind=judgment][data-signed]"
    wait_on(hand, page, lambda: hand.has(wanted), "the signed judgment")
    hand.press(wanted)
    paper = hand.address()
    wait_on(hand, paper, lambda: hand.has("main a[href*='/file/?']"), "the judgment's file")
    content = hand.download("main a[href*='/file/?']")
    if not content.startswith(b"%PDF"):
        message = "the judgment is no PDF"
        raise NotOnPage(message)
    return content


def appeal_period_passes(cast: Cast) -> None:
    """Nobody appeals; the demo clock moves on, and the judgment takes effect."""
    judge = cast.staff(CHONGQING, "judge")
    page = desk_case(cast)
    wait_on(judge, page, lambda: judge.has("[data-stage=appeal_period], [data-stage=effective]"), "the appeal period")
    if not cast.notes.get("appeal"):
        cast.stage.advance_clock(timedelta(days=APPEAL_DAYS))
        cast.notes["appeal"] = "yes"
    wait_on(judge, page, lambda: judge.has("[data-stage=effective]"), "the judgment to take effect")


def publish(cast: Cast) -> None:
    """A person reads the anonymised text and publishes it; everybody can read it."""
    clerk = cast.staff(CHONGQING, "judge")
    page = f"{desk_case(cast)}/publication"
    wait_on(clerk, page, lambda: clerk.shows(cast.case_number), "the anonymised text")
    if clerk.has("button[value=publish]"):
        clerk.press("button[value=publish]")
    # A stranger's own device: nobody is signed in on it.
    visitor = cast.device(CHONGQING)
    wait_on(visitor, "/open", lambda: visitor.shows(cast.case_number), "the published judgment")
    visitor.press("main a[href*='/open/judgments/']")
    for name in ("林晓梅", "周志强"):
        if visitor.shows(name):
            message = f"the published judgment shows {name}"
            raise NotOnPage(message)


def download_the_proof(cast: Cast) -> None:
    """She downloads the proof of her IOU and the IOU itself."""
    hand = cast.party(SICHUAN, "lender")
    wait_on(hand, cast.notes["case"], lambda: hand.has("main a[data-kind='files.iou']"), "her IOU among the papers")
    hand.press("main a[data-kind='files.iou']")
    cast.keep("exhibit", "iou.jpg", hand.download("main a[href*='/file/?']"))
    cast.keep("bundle", "bundle.zip", hand.download("main a[href*='/proof/?']"))


def verify_offline(cast: Cast) -> None:
    """MATCH; and with one byte changed ALTERED."""
    bundle, exhibit = cast.files["bundle"], cast.files["exhibit"]
    _verdict([str(bundle), str(exhibit)], "MATCH")
    changed = bytearray(exhibit.read_bytes())
    changed[len(changed) // 2] ^= 1
    twin = cast.keep("altered", "iou-altered.jpg", bytes(changed))
    _verdict([str(bundle), str(twin)], "ALTERED")


def _verdict(words: list[str], expected: str) -> None:
    program = Path(sys.executable).with_name("courtlog")
    done = subprocess.run([str(program), "verify", *words], capture_output=True, text=True, check=False)
    if not done.stdout.startswith(expected):
        message = f"courtlog verify said: {done.stdout[:300]}{done.stderr[:300]}"
        raise NotOnPage(message)


SCENES: tuple[Scene, ...] = (
    Scene("The judge opens the hearing in the courtroom", "CPL 140", hold_the_hearing),
    Scene("The record is typed at the desk, by stage and speaker", "CPL 150", write_the_record),
    Scene("The hearing is closed; the record is sealed", "CPL 145, 150", close_the_hearing),
    Scene("Both read the record online and confirm it", "CPL 150; 在线诉讼规则 34", both_confirm_the_record),
    Scene("The judge drafts from the case's own data", "CPL 155; 在线诉讼规则 15", draft_the_judgment),
    Scene("The judge signs; the text is frozen", "CPL 155; 电子签名法 13-14", sign_the_judgment),
    Scene("The judgment reaches both", "CPL 90, 151", judgment_reaches_both),
    Scene("The appeal period passes; the judgment takes effect", "CPL 158, 171", appeal_period_passes),
    Scene("The anonymised judgment is published", "文书上网规定 7-10", publish),
    Scene("She downloads the proof of her IOU", "在线诉讼规则 16", download_the_proof),
    Scene("Verified offline: MATCH; with one byte changed: ALTERED", "在线诉讼规则 16-18", verify_offline),
)
