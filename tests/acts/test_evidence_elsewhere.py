"""A party that acts through another platform shows where its chained record comes from and hands in a proof."""

from __future__ import annotations

import pytest

from tests.acts.test_cooperation_at_the_competent_court import (
    LATER,
    act_body,
    case,  # noqa: F401 - a fixture
    outgoing,
    reasons,
    scans,  # noqa: F401 - a fixture
    shown,
    sichuan,  # noqa: F401 - a fixture
)
from tests.acts.test_evidence_outside import as_material
from tests.builders import FakePeer, House, attachments, material
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.vocabulary import Material
from tongban.evidence.queries import exhibits_of
from tongban.evidence.vocabulary import Provenance
from tongban.kernel.facts import plain


@pytest.fixture
def opened(house: House, case: CaseView) -> CaseView:  # noqa: F811
    return house.put_at(case, Stage.PREPARATION)


def send(house: House, peer: FakePeer, case: CaseView, name: str, handed: Material, **said: str) -> list[str]:  # noqa: F811
    """The plaintiff's act by envelope, with one file; gives the reasons of a refusal."""
    shown(peer, handed)
    told = {"exhibit": str(exhibits_of(case.uid)[0].uid), "state_secret": "no"} | said
    more = {"name": name, "arguments": told, "materials": [plain(handed)]}
    peer.send("act", act_body(case, case.parties[0].person, **more), attachments=attachments((handed,)))
    assert house.work(without=LATER) == []
    return reasons(outgoing("act-answer")[-1])


def test_the_six_items_come_by_envelope_and_the_sheet_that_goes_back_shows_them(
    house: House, sichuan: FakePeer, opened: CaseView  # noqa: F811
) -> None:  # fmt: skip
    notary = material("notary", name="公证书.png")
    assert send(house, sichuan, opened, "show_capture", notary, source="原告手机") == []
    manifest = exhibits_of(opened.uid)[0].manifest
    assert manifest is not None
    assert (manifest.said, set(manifest.files)) == ({Provenance.SOURCE: "原告手机"}, {Provenance.NOTARY})
    capture = outgoing("sheet")[-1].body["sheet"]["evidence"]["exhibits"][0]["capture"]
    assert {item["item"]: item["says"] for item in capture}["source"] == "原告手机"
    assert [item["file"]["name"] for item in capture if item["file"]] == ["公证书.png"]


def test_a_proof_comes_by_envelope_and_is_checked_here(
    house: House, sichuan: FakePeer, opened: CaseView  # noqa: F811
) -> None:  # fmt: skip
    assert send(house, sichuan, opened, "import_proof", as_material(b'{"transactionHash": "0x00"}')) == []
    (proof,) = exhibits_of(opened.uid)[0].proofs
    assert (proof.verdict, proof.lacks) == ("NOT PROVEN", ("chain.paths_missing",))
    assert outgoing("sheet")[-1].body["sheet"]["evidence"]["exhibits"][0]["proofs"][0]["verdict"] == "NOT PROVEN"


def test_what_is_no_proof_is_answered_with_its_reason(
    house: House, sichuan: FakePeer, opened: CaseView  # noqa: F811
) -> None:  # fmt: skip
    handed = as_material(b"%PDF-1.7")
    assert send(house, sichuan, opened, "import_proof", handed) == ["evidence.proof_form_unknown"]
