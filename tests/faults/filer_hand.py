"""A hand on the platform at which a person fills in forms: run with TONGBAN_HOME set, `forms` and a password.

It makes a world in which the person finds every form that a party sends, and prints as JSON where each is and what is
told in it.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")

import django

django.setup()

import pytest  # noqa: E402 - Django comes first
from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.acts.agents import GENERAL  # noqa: E402
from tests.acts.agents import answers as defence  # noqa: E402
from tests.acts.conduct import consent, does, prepared  # noqa: E402
from tests.acts.further import SECURE, SHOWN, filed  # noqa: E402
from tests.acts.mediations import seated  # noqa: E402
from tests.acts.money import owing  # noqa: E402
from tests.acts.motions import asked, decided  # noqa: E402
from tests.acts.service import quick_papers  # noqa: E402
from tests.acts.test_hearings_asynchronous import ASKED, answered, exchanged  # noqa: E402
from tests.acts.test_refusals import served  # noqa: E402
from tests.acts.witnesses import TOLD, bound, granted, heard, joined  # noqa: E402
from tests.builders import (  # noqa: E402
    OPERATOR,
    YUZHONG,
    House,
    TestClock,
    answers,
    id_number,
    make_demo_authority,
    material,
    party,
    person,
    staff,
    step,
)
from tests.own_papers import LENDING, word  # noqa: E402
from tongban.cases.actions.turns import take_court_turn  # noqa: E402
from tongban.cases.law import Do  # noqa: E402
from tongban.cases.vocabulary import CaseView, Stage  # noqa: E402
from tongban.cases.vocabulary.losses import Loss  # noqa: E402
from tongban.cooperation.actions.correct import begin_correction  # noqa: E402
from tongban.cooperation.queries import sheet_of  # noqa: E402
from tongban.delivery.models import Dispatch  # noqa: E402
from tongban.documents.actions.texts import text_of_upload  # noqa: E402
from tongban.dossier.vocabulary import Demand  # noqa: E402
from tongban.evidence.actions.exhibits import require_original  # noqa: E402
from tongban.evidence.actions.rounds import open_exchange, open_inquiry  # noqa: E402
from tongban.evidence.queries import exhibits_of  # noqa: E402
from tongban.evidence.vocabulary import Aspect, Provenance  # noqa: E402
from tongban.filing.actions.decide import accept, ask_correction  # noqa: E402
from tongban.filing.actions.draft import start_draft  # noqa: E402
from tongban.filing.actions.own_paper import choose_form, start_from_paper  # noqa: E402
from tongban.filing.queries import claims_of, draft_of, interview_for  # noqa: E402
from tongban.filing.queries.own_paper import paper_of  # noqa: E402
from tongban.hearings.actions.schedule import set_hearing  # noqa: E402
from tongban.hearings.actions.session import close_hearing, open_hearing, write_line  # noqa: E402
from tongban.hearings.actions.witnesses import release_witness  # noqa: E402
from tongban.helpline.actions import answer, ask  # noqa: E402
from tongban.people.actions.register import open_account  # noqa: E402
from tongban.people.vocabulary import Role  # noqa: E402
from tongban.register.models import Entry  # noqa: E402

AT = timezone.localtime(settings.TONGBAN_CLOCK.now())
"""By the court's clock: its day, which scenes take from here, is another one than that of Greenwich for eight hours."""
NO_SECRET = {"state_secret": "no"}
GO_ON, HAND_IN = "#answers button[type=submit]:not([name], [form])", "button[name=confirmed]"
SAID = "双方是多年的朋友，被告多次答应归还，至今没有归还。"


@dataclass
class Form:
    """Where a form is, what is told in it, what beside that is not kept before it is sent, and its file questions.

    `sent_to`: where it is sent, if not to its own address; `button`: which of several buttons sends it. `part`: only
    what is told is typed.
    """

    address: str
    told: dict[str, str]
    beside: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    sent_to: str = ""
    button: str = "form:has([data-autosave]) button[type=submit]"
    part: bool = False


def forms(password: str) -> dict[str, Any]:
    """Every form by its template; where several have the same template, a word tells them apart."""
    quick_papers(pytest.MonkeyPatch())
    make_demo_authority()
    clerk, judge = staff(YUZHONG, Role.CLERK, "王芳", at=AT), staff(YUZHONG, Role.JUDGE, "李明", at=AT)
    lin, zhou = person("林晓梅", 1, at=AT), person("周志强", 2, at=AT)
    step(OPERATOR, AT, lambda record: open_account(record, person=lin.uid, login="lin", password=password))
    house = House(lin, zhou, clerk, judge, clerk, judge, TestClock(AT))
    made = (
        _fees,
        _case,
        _accused,
        _apart,
        _heard,
        _called,
        _talks,
        _further,
        _questions,
        _drafts,
        _mended,
        _paper,
        _disputed,
    )
    return {name: asdict(one) for scene in made for name, one in scene(house)}


Forms = Iterator[tuple[str, Form]]


def _fees(house: House) -> Forms:
    """A fee that is owed, papers that were served, mediation that was offered."""
    case, charge = owing(house)
    here, fee = f"/cases/{case.uid}", f"/cases/{case.uid}/fees/{charge.uid}"
    told = {"ground": "injured", "written": SAID}
    yield "fees_relief.html", Form(f"{fee}/relief/", told, NO_SECRET, ("hardship_proof",))
    yield "fees_review.html", Form(f"{fee}/review/", {"about": "amount", "written": SAID})
    papers = Dispatch.objects.get(case=case.uid, purpose="evidence").uid
    yield "delivery_contest.html", Form(f"{here}/served/{papers}/contest/", {"says": SAID})
    yield "case_mediation.html", Form(f"{here}/mediation/", {"reason": "tried_before"})


def _case(house: House) -> Forms:
    """A case in preparation, with an open exchange of evidence and an open inquiry."""
    case = prepared(house)
    consent(house, case, "exchange", "inquiry", "hearing")
    for who, chained in ((house.lin, "yes"), (house.zhou, "")):
        told = {"title": "聊天记录", "proves": "承诺还款", "source": "本人手机", "chained": chained}
        does(house, who, "submit_exhibit", case, (material("files"),), **told)
    iou, record, theirs = (one.uid for one in exhibits_of(case.uid)[-3:])
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    open_inquiry(case.uid, ["款项如何交付？"], days=3, by=house.judge, at=house.at)
    day = timezone.localdate(AT)
    demand = Demand("unclear", "第二页金额不清晰。", day + timedelta(days=20), "示例路1号诉讼服务中心")
    require_original(case.uid, iou, demand, by=house.clerk, at=house.at)
    sheet, here = sheet_of(house.viewer(house.lin.uid), case.uid), f"/cases/{case.uid}"
    question = next(q["uid"] for line in sheet["evidence"]["rounds"] for q in line["questions"])
    yield "evidence_question.html", Form(f"{here}/inquiry/{question}/", {"text": SAID})
    yield "original.html", Form(f"{here}/originals/{sheet['originals'][0]['uid']}/", {"reply": "post", "words": SAID})
    origin = {one.value: f"{one.term}：见附件。" for one in Provenance}
    yield "evidence_capture.html", Form(f"{here}/evidence/{record}/origin/", origin, NO_SECRET)
    opinion = {one.value: "no" for one in Aspect} | {f"{one}_reason": SAID for one in Aspect}
    yield "evidence_exhibit.html", Form(f"{here}/evidence/{theirs}/", opinion | {"original_differs": "no"})
    shown = {"title": "转账记录", "proves": "已经交付", "source": "手机银行", "chained": "no"}
    yield "evidence_new.html", Form(f"{here}/evidence/new/", shown, NO_SECRET, ("files",))
    page = {"address": "https://shop.example.com/", "title": "商品页", "proves": "仍在销售"}
    yield "evidence_page.html", Form(f"{here}/evidence/page/", page, NO_SECRET)
    yield "case_take_back.html", Form(f"{here}/consent/hearing/take-back/", {"reasons": SAID})
    yield "case_witness_new.html", Form(f"{here}/witnesses/new/", TOLD)
    agent = {key: value for key, value in GENERAL.items() if key != "state_secret"}
    agent |= {"id_kind": "resident", "since": day.isoformat()}
    yield "case_agent_new.html", Form(f"{here}/agents/new/", agent, NO_SECRET, ("files", "proofs"))
    reached = {
        "address": "重庆市渝中区示例路1号",
        "phone": "13800000000",
        "email": "lin@example.com",
        "choice": "online",
    }
    yield "delivery_address.html", Form(f"{here}/address/", reached, {"told": "on"})
    lost = {"party": str(case.parties[1].uid), "loss": Loss.CAPACITY.value, "day": day.isoformat(), "words": SAID}
    yield "case_loss.html", Form(f"{here}/losses/", lost, NO_SECRET, ("files",))
    yield "case_motion_new.html", Form(f"{here}/motions/new/preservation/", _measure(case), NO_SECRET)


def _measure(case: CaseView) -> dict[str, str]:
    return {
        "against": str(case.parties[1].uid),
        "aim": "property",
        "amount": "100000",
        "object": "示例银行账户，尾号0001",
        "reasons": SAID,
        "security": "insurance",
        "security_what": "示例保险公司保函",
        "haste": "yes",
        "haste_why": "今日转账",
    }


def _accused(house: House) -> Forms:
    """The other one sues; the complaint waits for its answer."""
    names = {"plaintiff__name": "周志强", "defendant__name": "林晓梅"}
    case = house.case(house.zhou, **names, plaintiff__id_number=id_number(2), defendant__id_number=id_number(1))
    assert house.work() == []
    house.put_at(case, Stage.PREPARATION, defendant=house.lin)
    claims = {f"{what}_{n}" for n in range(1, len(claims_of(case.uid)) + 1) for what in ("claim", "why")}
    told = {name: words for name, words in defence("partly").items() if name in claims or name.startswith("facts")}
    yield "defence.html", Form(f"/cases/{case.uid}/answer/", told)


def _apart(house: House) -> Forms:
    """A case that may be heard at different times; the court waits for the security for a measure."""
    case = prepared(house)
    consent(house, case, "hearing")
    exchanged(house, case)
    answered(house, case)
    measure = asked(house, case, house.lin, "preservation", **_measure(case) | {"security": ""})
    until = (timezone.localdate(AT) + timedelta(days=20)).isoformat()
    decided(house, case, measure, "ask_security", security_amount="30000", security_until=until)
    told = {"give_security-security": "cash", "give_security-reasons": SAID}
    secret, button = {"give_security-state_secret": "no"}, "form:has([value=give_security]) button[type=submit]"
    yield "case_motion.html", Form(f"/cases/{case.uid}/motions/{measure}/", told, secret, button=button)
    yield "hearing_async.html", Form(f"/cases/{case.uid}/asynchronous-hearing/", ASKED)


def _heard(house: House) -> Forms:
    """A hearing that is over; its record waits to be confirmed."""
    case = prepared(house)
    consent(house, case, "record")
    set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(seconds=30), by=house.clerk, at=house.at)
    open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)
    words = {"part": "opening", "speaker": "judge", "name": "李明", "text": "现在开庭。"}
    write_line(case.uid, **words, by=house.clerk, at=house.at)
    close_hearing(case.uid, by=house.judge, at=house.at)
    yield "hearing_record.html", Form(f"/cases/{case.uid}/record/", {"objections": SAID})


def _called(house: House) -> Forms:
    """Others are in dispute; the person was heard as a witness, and reads her own words."""
    one, two = person("何大山", 61, at=AT), person("何小山", 62, at=AT)
    names = {"plaintiff__name": one.name, "defendant__name": two.name}
    case = house.case(one, **names, plaintiff__id_number=one.id_number, defendant__id_number=two.id_number)
    assert house.work() == []
    house.put_at(case, Stage.PREPARATION, defendant=two)
    theirs = replace(house, lin=one, zhou=two)
    uid = granted(theirs, case, name=house.lin.name, id_number=house.lin.id_number)
    set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(seconds=30), by=house.clerk, at=house.at)
    assert house.work() == []
    open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)
    joined(theirs, uid, house.lin)
    bound(theirs, uid, house.lin)
    heard(theirs, case, uid)
    release_witness(case.uid, uid, by=house.judge, at=house.at)
    here = f"/testimony/{uid}/"
    yield "testimony.html", Form(here, {"correction": SAID}, sent_to=f"{here}statement/")


def _talks(house: House) -> Forms:
    """A mediation."""
    case = seated(house).case.uid
    said = {"text": SAID, "to": "mediator"}
    yield "mediation_act.html", Form(f"/cases/{case}/mediation-room/speak/", said, NO_SECRET)


def _further(house: House) -> Forms:
    """Property is to be secured before a suit: the court asks for security. And a complaint that was refused."""
    filing = filed(house, house.lin, "preservation", SECURE, *SHOWN)
    case = accept(filing.uid, by=house.clerk, at=house.at)
    take_court_turn(case.uid, Do.ASK_SECURITY, words="请提供担保。", found=(), by=house.judge, at=house.at)
    yield "turn.html", Form(f"/cases/{case.uid}/steps/{Do.GIVE_SECURITY}/", {"words": SAID})
    yield "refusal_appeal.html", Form(f"/filed/{served(house).uid}/appeal/", {"reasons": SAID})


def _questions(house: House) -> Forms:
    """A question to the court that was answered; and a new one."""
    told = {"category": "question", "court": YUZHONG, "words": "请问进展如何？"}
    one = ask(**told, concerns=None, by=party(house.lin.uid), at=house.at)
    answer(one.uid, "请等候通知。", by=house.clerk, at=house.at)
    here = f"/questions/{one.uid}/"
    yield "question.html", Form(here, {"words": SAID}, sent_to=f"{here}more/")
    yield "question_new.html", Form("/questions/new/", told | {"concerns": "", "words": SAID})


def _drafts(house: House) -> Forms:
    """A complaint of which nothing is written yet, one that only lacks its court, one that only lacks the press."""
    empty = start_draft(person=house.lin.uid, interview="private_lending", answers={}, at=AT)
    told = answers(agreement__kind="none")
    for page in interview_for(empty, timezone.localdate(AT)).pages:
        here = {one.id: told[one.id] for one in page.questions if one.id in told}
        if here:
            address = f"/file/{empty.uid}/pages/{page.id}/"
            yield f"filing_page.html {page.id}", Form(address, here, button=GO_ON, part=True)
    chosen, named = (house.draft(agreement__kind="none").uid for _draft in range(2))
    ready = house.draft().uid
    agent = {key: value for key, value in GENERAL.items() if key != "state_secret"} | {"id_kind": "resident"}
    yield "filing_agent.html", Form(f"/file/{named}/agent/", agent, NO_SECRET, ("files", "proofs"))
    yield "filing_court.html", Form(f"/file/{chosen}/court/", {"court": YUZHONG})
    handing = f"/file/{ready}/hand-in/"
    yield "filing_check.html", Form(f"/file/{ready}/check/", {"again": SAID}, sent_to=handing, button=HAND_IN)
    yield "filing_take_back.html", Form(f"/filed/{house.filing(loan__amount='777')}/take-back/", {"reason": SAID})


def _mended(house: House) -> Forms:
    """The court has asked for a correction."""
    filing = house.filing()
    ask_correction(filing, ["金额与借条不符"], by=house.clerk, at=house.at)
    draft = begin_correction(house.viewer(house.lin.uid), filing).uid
    here = {"loan.amount": "200000"}
    yield "filing_page.html mended", Form(f"/file/{draft}/pages/loan/", here, button=GO_ON, part=True)
    yield "filing_check.html mended", Form(f"/file/{draft}/check/", {}, button=HAND_IN)


def _paper(house: House) -> Forms:
    """The person's own complaint was read, and waits for a look."""
    read = text_of_upload(io.BytesIO(word(LENDING)), "起诉状.docx", secret="no", field="paper", asked="state_secret")
    uid = start_from_paper(read, by=party(house.lin.uid), answers={}, at=house.at).uid
    viewer = house.viewer(house.lin.uid)
    choose_form(viewer, uid, "private_lending")
    told = {one.question: one.found.value for one in paper_of(draft_of(viewer, uid), timezone.localdate(AT)).open}
    yield "filing_read.html", Form(f"/file/{uid}/read/", told, {f"take:{name}": "on" for name in told})


def _disputed(house: House) -> Forms:
    """Something was done in the person's name."""
    del house
    entry = Entry.objects.filter(event="filing_handed_in").earliest("id").uid
    yield "dispute.html", Form(f"/account/acts/{entry}/", {"why": SAID})


if __name__ == "__main__":
    print(json.dumps({"forms": forms}[sys.argv[1]](sys.argv[2]), default=str))  # noqa: T201 - the answer
