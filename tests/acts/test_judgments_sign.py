"""The judge drafts and signs; the paper is signed, sealed and put on the parties' file."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from tests.builders import House, party, refused, staff
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.actions.blobs import open_content
from tongban.documents.adapters.demo_authority import DemoAuthority, make_authority
from tongban.documents.adapters.verifying import verify_pdf
from tongban.documents.queries import documents_of
from tongban.judgments.actions import save_fields, sign_judgment, start_draft
from tongban.judgments.models import Judgment, JudgmentDraft
from tongban.judgments.queries import draft_of, judgment_seen_by
from tongban.judgments.vocabulary import Exhibit, State
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry

LATER = frozenset({"deliver_judgment", "refresh_sheets"})


@pytest.fixture(autouse=True)
def _authority(db: None) -> None:
    make_authority(settings.TONGBAN.home)


@pytest.fixture
def heard(house: House) -> CaseView:
    """A case whose hearing is closed, with the judge's draft as the machine began it."""
    case = house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)
    start_draft(house.viewer(_judge(house)), case.uid)
    return case


def _judge(house: House) -> UUID:
    assert house.judge.person is not None
    return house.judge.person


def _draft(house: House, case: CaseView, **fields: str) -> None:
    save_fields(house.viewer(_judge(house)), case.uid, fields)


def test_the_draft_begins_with_what_the_file_says(house: House, heard: CaseView) -> None:
    draft = draft_of(house.viewer(_judge(house)), heard.uid)
    assert draft is not None
    assert "186500元" in draft.fields["findings"]
    assert draft.fields["pay_amount"] == "186500.00"
    assert "第六百七十五条" in draft.fields["articles"]


def test_the_draft_is_for_the_judge_of_the_case_alone(house: House, heard: CaseView) -> None:
    other = staff("渝0103", Role.JUDGE, "张伟")
    assert other.person is not None
    for person in (other.person, house.clerk.person, house.lin.uid):
        assert person is not None
        assert draft_of(house.viewer(person), heard.uid) is None
    with refused("judgments.no_such_draft"):
        start_draft(house.viewer(house.clerk.person), heard.uid)
    with refused("cases.no_such_case"):
        start_draft(house.viewer(other.person), heard.uid)
    with refused("cases.no_such_case"):
        save_fields(house.viewer(house.wuhou_judge.person), heard.uid, {"findings": "x"})


def test_another_judge_does_not_see_a_judgment_that_nobody_pronounced(house: House, heard: CaseView) -> None:
    sign_judgment(heard.uid, by=house.judge, at=house.at)
    other = staff("渝0103", Role.JUDGE, "张伟").person
    kinds = {
        person: {d.kind for d in documents_of(house.viewer(person), case=heard.uid)}
        for person in (house.judge.person, other, house.lin.uid)
        if person
    }
    assert ["judgment" in found for found in kinds.values()] == [True, False, False]


def test_what_is_typed_is_kept_as_typed_and_nothing_else(house: House, heard: CaseView) -> None:
    _draft(house, heard, pay_amount="十八万", unknown="x")
    kept = JudgmentDraft.objects.get(of_case=heard.uid).fields
    assert kept["pay_amount"] == "十八万"
    assert "unknown" not in kept


def test_signing_decides_the_case_and_freezes_the_text(house: House, heard: CaseView) -> None:
    made = sign_judgment(heard.uid, by=house.judge, at=house.at)
    assert case_by_uid(heard.uid).stage is Stage.DECIDED
    assert made.state is State.SIGNING
    assert made.content["appeal"] == {"days": 15, "court": "重庆市第五中级人民法院"}
    assert made.content["holdings"] == ["被告周志强于本判决生效之日起十日内向原告林晓梅偿还借款本金186500元。"]
    costs = made.content["costs"]
    assert costs["items"][0]["amount"] == {"amount": "4030.00", "currency": "CNY"}
    assert costs["note"] == "减半收取计2015元"
    assert costs["shares"] == [{"by": "被告周志强", "amount": {"amount": "2015.00", "currency": "CNY"}}]
    events = list(Entry.objects.filter(case=heard.uid).order_by("id").values_list("event", flat=True))
    assert events[-4:] == ["case_moved", "clock_met", "paper_ordered", "judgment_made"], "the trial limit is met"


def test_a_judgment_is_signed_once(house: House, heard: CaseView) -> None:
    sign_judgment(heard.uid, by=house.judge, at=house.at)
    with refused("procedure.not_at_this_stage"):
        sign_judgment(heard.uid, by=house.judge, at=house.at)
    assert Judgment.objects.count() == 1
    with refused("judgments.not_in_deliberation"):
        _draft(house, heard, findings="changed")


def test_only_the_judge_of_the_case_signs(house: House, heard: CaseView) -> None:
    with refused("cases.not_the_judge_of_this_case"):
        sign_judgment(heard.uid, by=staff("渝0103", Role.JUDGE, "张伟"), at=house.at)
    with refused("procedure.not_your_act"):
        sign_judgment(heard.uid, by=house.clerk, at=house.at)
    with refused("procedure.not_your_act"):
        sign_judgment(heard.uid, by=party(house.lin.uid), at=house.at)
    with refused("cases.no_such_case"):
        sign_judgment(heard.uid, by=house.wuhou_judge, at=house.at)
    assert case_by_uid(heard.uid).stage is Stage.DELIBERATION


def test_a_case_still_being_heard_has_no_judgment(house: House, heard: CaseView) -> None:
    house.put_at(heard, Stage.HEARING)
    with refused("procedure.not_at_this_stage"):
        sign_judgment(heard.uid, by=house.judge, at=house.at)


def test_all_that_is_missing_is_named_at_once(house: House, heard: CaseView) -> None:
    _draft(house, heard, findings=" ", reasoning="", articles="", pay_amount="186500.01", pay_days="0", fee_bearer="")
    with refused(
        *["judgments.part_missing"] * 4,
        "judgments.beyond_the_claim",
        "judgments.days_wrong",
    ):
        sign_judgment(heard.uid, by=house.judge, at=house.at)
    assert case_by_uid(heard.uid).stage is Stage.DELIBERATION
    assert not Judgment.objects.exists()


@pytest.mark.parametrize("typed", ["-1", "0", "1e99", "十八万"])
def test_an_amount_that_is_none_is_refused(house: House, heard: CaseView, typed: str) -> None:
    _draft(house, heard, pay_amount=typed)
    reason = "amount.not_positive" if typed == "0" else "amount.not_digits"
    with refused(reason):
        sign_judgment(heard.uid, by=house.judge, at=house.at)


def test_only_examined_evidence_may_be_cited(house: House, heard: CaseView, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Exhibit(new_id(), "原告证据1", "借条", "原告", examined=True)
    unseen = Exhibit(new_id(), "原告证据2", "聊天记录", "原告")
    monkeypatch.setattr("tongban.judgments.queries.file.exhibits_of", lambda _viewer, _case: (seen, unseen))
    _draft(house, heard, cited=f"{seen.uid}\n{unseen.uid}\n{new_id()}")
    with refused("judgments.not_examined", "judgments.no_such_exhibit") as got:
        sign_judgment(heard.uid, by=house.judge, at=house.at)
    assert dict(got[0].facts) == {"number": "原告证据2"}
    _draft(house, heard, cited=str(seen.uid))
    made = sign_judgment(heard.uid, by=house.judge, at=house.at)
    assert made.cited == (seen.uid,)
    assert "借条（原告证据1）" in made.content["evidence"][0]


def test_parties_see_nothing_until_judge_and_court_have_signed(house: House, heard: CaseView) -> None:
    sign_judgment(heard.uid, by=house.judge, at=house.at)
    lin = house.viewer(house.lin.uid)
    assert judgment_seen_by(lin, heard.uid) is None
    assert "judgment" not in {d.kind for d in documents_of(lin, case=heard.uid)}
    failed = house.work(without=LATER)
    assert failed == []
    seen = judgment_seen_by(lin, heard.uid)
    assert seen is not None
    assert seen.state is State.PRONOUNCED
    paper = next(d for d in documents_of(lin, case=heard.uid) if d.kind == "judgment")
    assert paper.newest is not None
    assert (paper.stage, paper.newest.number, paper.newest.signed) == ("signed", 3, 2)
    assert Due.objects.filter(reaction="deliver_judgment").count() == 1


def test_the_signed_paper_verifies_and_a_flipped_byte_does_not(house: House, heard: CaseView) -> None:
    made = sign_judgment(heard.uid, by=house.judge, at=house.at)
    assert house.work(without=LATER) == []
    opened = open_content(house.viewer(house.lin.uid), made.document)
    assert opened is not None
    with opened[1] as stream:
        pdf = stream.read()
    roots = DemoAuthority(settings.TONGBAN.home, settings.TONGBAN_CLOCK.wall).roots()
    later = settings.TONGBAN_CLOCK.wall() + timedelta(days=1)
    verdict = verify_pdf(pdf, roots, at=later)
    assert verdict.sound
    assert [s.signer.split()[0] for s in verdict.signatures] == ["李明", "电子印章"]
    middle = len(pdf) // 3
    forged = pdf[:middle] + bytes([pdf[middle] ^ 1]) + pdf[middle + 1 :]
    assert not verify_pdf(forged, roots, at=later).sound
