"""The worlds that the canary walks: cases with secrets, mediations, witnesses, agents; a platform with an errand."""

from __future__ import annotations

from tests.acts.agents import SPECIAL, accepted, named
from tests.acts.bulk import lines, packed, sent
from tests.acts.conduct import consent, does, opinion, prepared
from tests.acts.further import SECURE, SHOWN, filed
from tests.acts.mediations import enlisted, seated, talked
from tests.acts.witnesses import heard_case
from tests.builders import (
    FakePeer,
    House,
    furnish,
    id_number,
    material,
    party,
    person,
)
from tests.entrances.canary import Flock, picture_with
from tongban.cases.actions.openness import close_to_public
from tongban.cases.actions.turns import take_court_turn
from tongban.cases.law import Do
from tongban.cases.vocabulary import CaseView, Stage
from tongban.evidence.actions.removal import ask_removal
from tongban.evidence.actions.rounds import open_exchange, open_inquiry
from tongban.evidence.actions.secrecy import keep_secret
from tongban.evidence.models import ExhibitFile
from tongban.evidence.queries import exhibits_of
from tongban.filing.actions.decide import accept
from tongban.helpline.actions import answer, ask, hand_on, take_call
from tongban.helpline.vocabulary import Asked, Channel
from tongban.judgments.actions import start_draft
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
    _agents(house, case)
    house.work()
    close_to_public(case.uid, "privacy", asked_by=None, reasons="涉及隐私。", by=house.judge, at=house.at)
    deliberated = house.put_at(case, Stage.DELIBERATION)
    assert house.judge.person
    start_draft(house.viewer(house.judge.person), deliberated.uid)
    return deliberated


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


def here() -> tuple[House, Flock]:
    """Both regions on one platform: a case with secrets, another one in its first days, a filing, a draft."""
    house, flock = furnish(), Flock()
    _questions(house, _secret_case(house, flock))
    _mediations(house, flock)
    sun, wu = person("孙丽", 3), person("吴刚", 4)
    house.case(sun, plaintiff__name="孙丽", defendant__name="吴刚", loan__amount="5000")
    house.work()
    house.filing(wu, plaintiff__name="吴刚", defendant__name="孙丽", loan__amount="700")
    house.draft(wu, plaintiff__name="吴刚")
    sent(house, packed(lines(1)))
    house.work()
    heard_case(house)
    _secured(house)
    return house, flock


def elsewhere() -> tuple[House, Flock]:
    """Sichuan alone, with an errand for a peer."""
    house, flock = furnish("川"), Flock()
    FakePeer().admit()
    assert house.hand_in(house.draft(), helper=house.wuhou_clerk).matter
    house.draft(house.zhou)
    house.work(without=frozenset({"render_paper", "deliver_envelope"}))
    return house, flock
