"""A chained exhibit before the court: checked against the ledger, reported on, ruled about (在线诉讼规则 16-19)."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.acts.conduct import consent, does, opinion, prepared
from tests.builders import MONDAY, House, lies_at, material, refused
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.blobs import keep_blob
from tongban.documents.adapters import in_place
from tongban.documents.models import Document, Version
from tongban.documents.vocabulary import Material
from tongban.evidence.actions.chain_report import check_files, report_on_chain
from tongban.evidence.actions.chain_rulings import rule_on_chain
from tongban.evidence.actions.exhibits import examine_exhibit
from tongban.evidence.actions.rounds import close_round, open_exchange
from tongban.evidence.models import Round, Ruling
from tongban.evidence.queries import exhibits_of
from tongban.evidence.vocabulary import ChainRuling, ExhibitView
from tongban.register.actions.audit import audit_once
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.ledger import Ledger, make_ledger
from tongban.register.models import Entry, Seal
from tongban.register.vocabulary import SealVerdict
from tongban.wiring.sealed import SEALED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A platform with a ledger and a content store of its own."""
    make_ledger(tmp_path, "test")
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, home=tmp_path))
    monkeypatch.setattr(settings, "TONGBAN_CONTENT", tmp_path / "content")
    monkeypatch.setitem(in_place._chosen, "here", in_place.embedded())
    return tmp_path


@pytest.fixture
def case(house: House, home: Path) -> CaseView:
    """A case whose second exhibit claims to be chained, everything sealed."""
    made = prepared(house)
    told = {"title": "聊天记录", "proves": "承诺还款", "chained": "yes"}
    does(house, house.lin, "submit_exhibit", made, (material("exhibit"),), **told)
    seal_all(house, home)
    return made


def seal_all(house: House, home: Path) -> None:
    ledger = Ledger(home, seconds=lambda: int(MONDAY.timestamp()))
    while seal_once(ledger, house.clock):
        pass
    ledger.close()


def chained(case: CaseView) -> ExhibitView:
    return exhibits_of(case.uid)[1]


def verdicts(case: CaseView) -> list[SealVerdict]:
    return [found.verdict for _, found in check_files(chained(case).documents)]


def version(case: CaseView) -> Version:
    return Version.objects.get(document__uid=chained(case).documents[0])


def rules(house: House, case: CaseView, ruling: str, **told: str) -> None:
    rule_on_chain(case.uid, chained(case).uid, ruling, **told, by=house.judge, at=house.at)


def report_data(house: House, case: CaseView) -> dict[str, object]:
    uid = report_on_chain(case.uid, chained(case).uid, by=house.clerk, at=house.at)
    return dict(json.loads(Document.objects.get(uid=uid).data))


def test_the_check_says_match_with_the_time_and_place(case: CaseView) -> None:
    ((_, found),) = check_files(chained(case).documents)
    assert found.verdict is SealVerdict.MATCH
    assert found.since is not None
    assert found.not_before is not None
    assert found.not_before <= found.since
    assert found.position == Seal.objects.get(subject=version(case).uid).position
    assert "content.caveat" in found.lacks


def test_a_flipped_byte_is_altered_and_a_lost_file_is_not_proven(case: CaseView) -> None:
    place = lies_at(version(case).sha256)
    sound = place.read_bytes()
    place.chmod(0o600)
    place.write_bytes(bytes([sound[0] ^ 1]) + sound[1:])
    assert verdicts(case) == [SealVerdict.ALTERED]
    place.unlink()
    ((_, found),) = check_files(chained(case).documents)
    assert (found.verdict, "file.missing" in found.lacks) == (SealVerdict.NOT_PROVEN, True)


def test_what_waits_for_the_ledger_is_not_proven(house: House, case: CaseView) -> None:
    told = {"title": "截图", "proves": "承诺还款", "chained": "yes"}
    does(house, house.lin, "submit_exhibit", case, (material("exhibit"),), **told)
    ((_, found),) = check_files(exhibits_of(case.uid)[2].documents)
    assert (found.verdict, found.lacks) == (SealVerdict.NOT_PROVEN, ("seal.missing",))


def test_the_report_tells_what_the_system_knows_and_who_made_it(house: House, case: CaseView, home: Path) -> None:
    audit_once(home, SEALED, house.clock)
    does(house, house.lin, "show_capture", case, exhibit=str(chained(case).uid), source="手机")
    data = report_data(house, case)
    (file,) = data["files"]  # type: ignore[misc]
    assert (file["verdict"], file["since"][-6:]) == ("MATCH", "+08:00")
    assert data["exhibit"]["not_shown"] == ["生成机制", "存储过程", "公证机构公证", "第三方见证", "关联印证数据"]  # type: ignore[index]
    ledger = data["ledger"]
    assert isinstance(ledger, dict)
    assert [witness["own"] for witness in ledger["witnesses"]] == [True]
    assert (ledger["audit"]["differences"], ledger["audit"]["faults"]) == (0, 0)
    assert len(ledger["source"]) == len(ledger["policy"]) == 64
    assert ledger["same_name"] == []
    assert data["maker"] == {"role": "书记员", "name": "王芳"}
    assert Entry.objects.get(event="chain_reported").basis == "在线诉讼规则 16, 17"


def test_before_the_first_audit_the_report_says_so_and_both_sides_have_it(house: House, case: CaseView) -> None:
    ledger = report_data(house, case)["ledger"]
    assert isinstance(ledger, dict)
    assert ledger["audit"] is None
    house.work(without=frozenset())
    for who in (house.lin, house.zhou):
        papers = sheet_of(house.viewer(who.uid), case.uid)["papers"]
        assert "原告证据2区块链存证核验报告" in {paper["title"] for paper in papers}


def test_parties_and_other_courts_have_no_report_made(house: House, case: CaseView) -> None:
    uid = chained(case).uid
    with refused("cases.no_such_case"):
        report_on_chain(case.uid, uid, by=house.wuhou_clerk, at=house.at)
    house.put_at(case, Stage.DELIBERATION)
    with refused("procedure.not_at_this_stage"):
        report_on_chain(case.uid, uid, by=house.clerk, at=house.at)


def test_a_matching_record_is_held_unaltered_after_it_was_examined(house: House, case: CaseView) -> None:
    with refused("evidence.not_examined"):
        rules(house, case, ChainRuling.UNALTERED)
    house.put_at(case, Stage.HEARING)
    examine_exhibit(case.uid, chained(case).uid, by=house.judge, at=house.at)
    rules(house, case, ChainRuling.UNALTERED)
    row = Ruling.objects.get()
    assert (row.law, row.checks[0]["verdict"]) == ("在线诉讼规则 16", "MATCH")
    entry = Entry.objects.get(event="chain_ruled")
    assert (entry.basis, json.loads(entry.body)["verdicts"]) == ("在线诉讼规则 16", ["MATCH"])
    line = sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["exhibits"][1]
    assert [(one["ruling"], one["law"]) for one in line["rulings"]] == [("unaltered", "在线诉讼规则 16")]


def test_an_altered_record_is_never_held_unaltered(house: House, case: CaseView) -> None:
    house.put_at(case, Stage.HEARING)
    examine_exhibit(case.uid, chained(case).uid, by=house.judge, at=house.at)
    place = lies_at(version(case).sha256)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes() + b"x")
    with refused("evidence.check_without_match"):
        rules(house, case, ChainRuling.UNALTERED, reasons="当事人无异议")
    rules(house, case, ChainRuling.NOT_RELIABLE, reasons="现存文件与存入时不一致")
    assert Ruling.objects.get().checks[0]["verdict"] == "ALTERED"


def test_the_court_asks_about_the_time_before_and_the_party_may_answer_after_the_exchange(
    house: House, case: CaseView
) -> None:
    uid = str(chained(case).uid)
    consent(house, case, "exchange")
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    denied = {"authenticity": "no", "authenticity_reason": "截图可以伪造"}
    does(house, house.zhou, "comment_exhibit", case, **opinion(chained(case).uid, **denied))
    close_round(case.uid, Round.objects.get().uid, by=house.clerk, at=house.at)
    with refused("evidence.not_asked_before"):
        rules(house, case, ChainRuling.BEFORE_NOT_CONFIRMED, reasons="未作说明")
    rules(house, case, ChainRuling.ASK_BEFORE, reasons="被告有合理理由", motion=str(case.parties[1].uid))
    line = sheet_of(house.viewer(house.lin.uid), case.uid)["evidence"]["exhibits"][1]
    assert (line["asked"], line["to_show"]) == (True, True)
    house.clock.forward(hours=1)
    does(house, house.lin, "import_proof", case, (_receipt(1),), exhibit=uid)
    does(house, house.lin, "show_capture", case, exhibit=uid, source="原告手机")
    with refused("evidence.exchange_over"):
        does(house, house.lin, "import_proof", case, (_receipt(2),), exhibit=uid)
    with refused("evidence.exchange_over"):
        does(house, house.lin, "show_capture", case, exhibit=uid, source="原告的手机")
    rules(house, case, ChainRuling.BEFORE_CONFIRMED, reasons="与转账记录相互印证")
    assert [one.ruling for one in chained(case).rulings] == [ChainRuling.ASK_BEFORE, ChainRuling.BEFORE_CONFIRMED]


def _receipt(number: int) -> Material:
    """A proof in the form of a chain's receipt."""
    kept = keep_blob(b'{"number": %d}' % number)
    return Material("proof", "receipt.json", kept.sha256, kept.sm3, kept.size, "application/json", 0)


def test_a_motion_names_a_party_and_an_unknown_ruling_is_none(house: House, case: CaseView) -> None:
    with refused("evidence.ruling_missing"):
        rules(house, case, "authentic")
    with refused("evidence.motion_of_no_party"):
        rules(house, case, ChainRuling.EXPERT, reasons="技术问题", motion=str(chained(case).uid))
    rules(house, case, ChainRuling.EXPERT, reasons="技术问题", motion=str(case.parties[1].uid))
    assert Ruling.objects.get().motion == case.parties[1].uid


def test_an_exhibit_that_claims_no_chain_is_not_ruled_about(house: House, case: CaseView) -> None:
    iou = exhibits_of(case.uid)[0]
    with refused("evidence.not_chained"):
        rule_on_chain(case.uid, iou.uid, ChainRuling.APPRAISAL, reasons="x", by=house.judge, at=house.at)


def test_only_the_judge_of_the_case_rules(house: House, case: CaseView) -> None:
    for by, reason in ((house.clerk, "procedure.not_your_act"), (house.wuhou_judge, "cases.no_such_case")):
        with refused(reason):
            rule_on_chain(case.uid, chained(case).uid, ChainRuling.APPRAISAL, reasons="x", by=by, at=house.at)
    assert not Ruling.objects.exists()
