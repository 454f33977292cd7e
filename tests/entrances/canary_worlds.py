"""The worlds that the canary walks: cases with secrets, mediations, witnesses, agents; a platform with an errand."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.acts.agents import SPECIAL, accepted, named
from tests.acts.bulk import lines, packed, sent
from tests.acts.conduct import consent, does, opinion, prepared
from tests.acts.further import SECURE, SHOWN, filed
from tests.acts.mediations import enlisted, seated, talked
from tests.acts.motions import SOMEBODY, asked
from tests.acts.test_state_secrets_at_peers import removal_body
from tests.acts.witnesses import heard_case
from tests.builders import (
    WUHOU,
    FakePeer,
    House,
    furnish,
    id_number,
    material,
    party,
    person,
)
from tests.entrances.canary import Flock, picture_with
from tongban.access.vocabulary import Layer
from tongban.cases.actions.openness import close_to_public
from tongban.cases.actions.turns import take_court_turn
from tongban.cases.law import Do
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.models import ServiceErrand
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.upload import receive_upload
from tongban.dossier.actions.custody import move_item, take_papers
from tongban.dossier.actions.originals import compare
from tongban.dossier.actions.scans import take_scans
from tongban.dossier.queries import items_of
from tongban.dossier.vocabulary import Demand, Handed
from tongban.evidence.actions.exhibits import require_original
from tongban.evidence.actions.removal import ask_removal
from tongban.evidence.actions.rounds import open_exchange, open_inquiry
from tongban.evidence.actions.secrecy import keep_secret
from tongban.evidence.models import ExhibitFile
from tongban.evidence.queries import exhibits_of
from tongban.filing.actions.decide import accept
from tongban.filing.actions.taking_back import take_back_filing
from tongban.filing.actions.typed import keep_typed
from tongban.frame.guard import lifted
from tongban.helpline.actions import answer, ask, hand_on, take_call
from tongban.helpline.vocabulary import Asked, Channel
from tongban.judgments.actions import start_draft
from tongban.kernel.ids import new_id
from tongban.mediation.actions.referral import close


def _secret_case(house: House, flock: Flock) -> CaseView:
    """A case with an exhibit taken out as a state secret, one kept secret, one on the file with an opinion on it,
    questions, and a judge's draft.
    """
    case = prepared(house)
    consent(house, case, "exchange", "inquiry")
    for title in ("图纸", "客户名单", "转账记录"):
        bird = flock.hatch(f"file of {title}")
        told = {"title": title, "proves": "往来经过", "source": "本人保存"}
        does(house, house.lin, "submit_exhibit", case, (material("files", picture_with(bird), "证据.png"),), **told)
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    drawing, secret, on_file = (e.uid for e in exhibits_of(case.uid)[-3:])
    document = ExhibitFile.objects.get(exhibit__uid=drawing).document
    ask_removal(document, reason="有密级标志。", by=house.clerk, at=house.at)
    does(house, house.zhou, "comment_exhibit", case, **opinion(on_file, authenticity="no", authenticity_reason="存疑"))
    keep_secret(case.uid, secret, "trade", reasons="含客户名单。", by=house.judge, at=house.at)
    open_inquiry(case.uid, ["款项如何交付？"], days=3, by=house.judge, at=house.at)
    _papers(house, flock, case, on_file)
    _agents(house, case)
    _motions(house, case, flock)
    house.work()
    close_to_public(case.uid, "privacy", asked_by=None, reasons="涉及隐私。", by=house.judge, at=house.at)
    deliberated = house.put_at(case, Stage.DELIBERATION)
    assert house.judge.person
    start_draft(house.viewer(house.judge.person), deliberated.uid)
    return deliberated


def _papers(house: House, flock: Flock, case: CaseView, exhibit: UUID) -> None:
    """Things in the store, a required original that was compared, a stack of scans."""
    things = (Handed("借条", "original", 1, 1), Handed("身份证复印件", "copy", 1, 1))
    take_papers(things, person=house.lin.uid, case=case.uid, place="二楼卷柜3", by=house.clerk, at=house.at)
    lent = items_of(house.viewer(house.lin.uid), house.lin.uid)[0].uid
    move_item(lent, "lend", who="借阅人", signed="借阅单签名", by=house.clerk, at=house.at)
    demand = Demand("unclear", "第二页看不清。", date(2026, 12, 4), "示例路1号")
    require_original(case.uid, exhibit, demand, by=house.clerk, at=house.at)
    file = next(e for e in exhibits_of(case.uid) if e.uid == exhibit).documents[0]
    compare(case.uid, file, outcome="differs", way="in_person", where="第2页金额。", by=house.clerk, at=house.at)
    stack = receive_upload(picture_with(flock.hatch("file of a stack")), "扫描.png", secret="no")
    take_scans([stack], by=house.clerk, at=house.at)


def _motions(house: House, case: CaseView, flock: Flock) -> None:
    """The plaintiff asks for preservation, of which the other side knows nothing; the defendant for a third party."""
    told = {"against": str(case.parties[1].uid), "aim": "forbid", "object": "处分房屋", "security_what": "保函"}
    told |= {"kind": "preservation", "reasons": "正在转移财产。", "haste": "no", "state_secret": "no"}
    file = material("files", picture_with(flock.hatch("file of the preservation")), "保函.png")
    does(house, house.lin, "ask_motion", case, (file,), **told)
    asked(house, case, house.zhou, "joinder", **SOMEBODY)


def _agents(house: House, case: CaseView) -> None:
    """The defendant's lawyer may act; the plaintiff's papers wait for the check; a yes to a step is taken back."""
    person("陈律师", 31)
    accepted(house, case, house.zhou, **SPECIAL)
    named(house, case, house.lin, name="王律师", id_number=id_number(35), firm="另一律师事务所")
    does(house, house.zhou, "withdraw_consent", case, step="inquiry", reasons="家中没有电脑。")


def _secured(house: House) -> None:
    """Property is to be secured before a suit: the court asks for security, the applicant says which."""
    filing = filed(house, house.lin, "preservation", SECURE, *SHOWN)
    case = accept(filing.uid, by=house.clerk, at=house.at)
    take_court_turn(case.uid, Do.ASK_SECURITY, words="请提供担保。", found=(), by=house.judge, at=house.at)
    does(house, house.lin, "take_turn", case, act="give_security", words="保险公司保函一份。")


def _questions(house: House, case: CaseView) -> None:
    """A party asks and complains, the judge has one of the questions, and somebody calls."""
    by, told = party(house.lin.uid), {"court": "", "words": "请问进展如何？", "concerns": case.uid}
    for category in ("progress", "judge", "delay"):
        one = ask(category=category, **told, by=by, at=house.at)  # type: ignore[arg-type]
        if category == "judge":
            hand_on(one.uid, by=house.clerk, at=house.at)
            answer(one.uid, "请等候通知。", by=house.judge, at=house.at)
    called = Asked("question", "如何起诉？", Channel.PHONE, caller="黄盖", phone="13800000000")
    take_call(called, by=house.clerk, at=house.at)


def _mediations(house: House, flock: Flock) -> None:
    """Two cases at the mediator's table, with words and files for all and for one side; one of them has ended."""
    tables = [seated(house, who=who) for who in (enlisted(house), enlisted(house, "马调解", 42))]
    for table in tables:
        talked(table, lambda to: material("files", picture_with(flock.hatch(f"file of the mediation for {to}"))))
    close(tables[0].case.uid, "wide_gap", by=tables[0].mediator, at=house.at)


def _served_elsewhere(house: House, case: CaseView) -> None:
    """Papers of the case that Wuhou serves: a row at each court."""
    scan = material("files")
    papers = [
        {"title": "应诉通知书"} | {name: getattr(scan, name) for name in ("name", "sha256", "size", "media_type")}
    ]
    told: dict[str, Any] = {"number": case.number, "cause": case.cause_name}
    told |= {"recipient": "周志强", "address": "示例街2号", "phone": ""}
    told |= {"asked": {"kind": "natural", "opponents": ["林晓梅"], "since": "2026-11-23", "counter": False}}
    errand, way = new_id(), new_id()
    with lifted("test: papers at another court"):
        for outgoing in (True, False):
            ServiceErrand.objects.create(
                errand=errand,
                attempt=way,
                outgoing=outgoing,
                layer=Layer.STAFF if outgoing else Layer.ERRAND,
                court=case.court if outgoing else WUHOU,
                case=case.uid if outgoing else None,
                kind="service",
                stage="received",
                from_court=case.court,
                to_court=WUHOU,
                package={**told, "papers": papers},
                asked_at=house.at,
            )


def _taken_back(house: House) -> None:
    """A filing that was taken back; the original still lies at the counter."""
    house.clock.forward(minutes=1)
    gone = house.filing(loan__amount="800")
    things = (Handed("收条", "original", 1, 1),)
    take_papers(things, person=house.lin.uid, case=None, place="立案窗口", by=house.clerk, at=house.at)
    take_back_filing(gone, "双方已私下解决。", by=party(house.lin.uid), at=house.at)


def here() -> tuple[House, Flock]:
    """Both regions on one platform: a case with secrets, another one in its first days, two filings, a draft."""
    house, flock = furnish(), Flock()
    case = _secret_case(house, flock)
    _questions(house, case)
    _served_elsewhere(house, case)
    _mediations(house, flock)
    sun, wu = person("孙丽", 3), person("吴刚", 4)
    house.case(sun, plaintiff__name="孙丽", defendant__name="吴刚", loan__amount="5000")
    house.work()
    house.filing(wu, plaintiff__name="吴刚", defendant__name="孙丽", loan__amount="700")
    house.draft(wu, plaintiff__name="吴刚")
    keep_typed(house.viewer(wu.uid), "/questions/new/", "words", "尚未发送的话")
    sent(house, packed(lines(1)))
    house.work()
    heard_case(house)
    _secured(house)
    _taken_back(house)
    return house, flock


def shown_over(house: House, peer: FakePeer) -> UUID:
    """A case of our own court, as a peer would show one of its own; the party acts in it."""
    home = {"defendant__division": "510107", "defendant__address": "成都市武侯区示例街2号"}
    own = accept(house.filing(**home), by=house.wuhou_clerk, at=house.at)
    house.work(without=frozenset({"render_paper", "deliver_envelope"}))
    case, seen = new_id(), sheet_of(house.viewer(house.lin.uid), own.uid)
    content = seen | {"case": str(case), "platform": peer.slug, "papers": []}
    peer.send("sheet", {"person": str(house.lin.uid), "case": str(case), "edition": 1, "sheet": content})
    house.work(without=frozenset({"render_paper", "deliver_envelope"}))
    arguments = {"reason": "tried_before"}
    act_as_party("decline_mediation", case=case, by=party(house.lin.uid), at=house.at, arguments=arguments)
    return case


def elsewhere() -> tuple[House, Flock]:
    """Sichuan alone, with an errand for a peer, the sheet of a case there, an act in it, and a copy to be erased."""
    house, flock, peer = furnish("川"), Flock(), FakePeer().admit()
    assert house.hand_in(house.draft(), helper=house.wuhou_clerk).matter
    house.draft(house.zhou)
    shown_over(house, peer)
    peer.send("removal", removal_body(material("files", picture_with(flock.hatch("a copy"))).sha256))
    house.work(without=frozenset({"render_paper", "deliver_envelope"}))
    return house, flock
