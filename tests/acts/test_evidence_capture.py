"""What a party shows about a chained record before the chain: six items, sealed, printed, seen by both sides."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.acts.conduct import consent, does, prepared
from tests.builders import House, material, refused
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.models import Document
from tongban.evidence.actions.rounds import close_round, open_exchange
from tongban.evidence.models import Manifest, Round
from tongban.evidence.queries import exhibits_of, manifest_digest
from tongban.evidence.vocabulary import ExhibitView, Provenance
from tongban.register.models import Entry, Seal

CHAINED = {"title": "聊天记录", "proves": "承诺还款", "chained": "yes"}


@pytest.fixture
def case(house: House) -> CaseView:
    made = prepared(house)
    does(house, house.lin, "submit_exhibit", made, (material("exhibit"),), **CHAINED)
    return made


def chained(case: CaseView) -> ExhibitView:
    return exhibits_of(case.uid)[1]


def lines(house: House, case: CaseView, who: str = "zhou") -> dict[str, object]:
    person = getattr(house, who)
    return dict(sheet_of(house.viewer(person.uid), case.uid)["evidence"]["exhibits"][1])


def test_a_chained_exhibit_without_a_word_shows_six_empty_items_to_the_other_side(house: House, case: CaseView) -> None:
    line = lines(house, case)
    assert line["chained"] is True
    shown = [(item["item"], item["says"], item["file"]) for item in line["capture"]]  # type: ignore[attr-defined]
    assert shown == [(item.value, "", None) for item in Provenance]
    assert line["to_show"] is False
    assert lines(house, case, "lin")["to_show"] is True


def test_an_exhibit_that_claims_no_chain_has_no_items(house: House, case: CaseView) -> None:
    first = sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["exhibits"][0]
    assert (first["chained"], first["capture"]) == (False, [])


def test_words_and_files_are_kept_sealed_and_recorded_without_the_words(house: House, case: CaseView) -> None:
    uid, notary = str(chained(case).uid), material("notary")
    does(house, house.lin, "show_capture", case, (notary,), exhibit=uid, source=" 原告手机 ", storage="")
    row = Manifest.objects.get()
    assert (row.number, row.said) == (1, {"source": "原告手机"})
    form = json.loads(row.form)
    assert set(form["items"]) == {item.value for item in Provenance}
    assert form["items"]["notary"] == {"says": None, "file": notary.sha256}
    assert form["items"]["witness"] == {"says": None, "file": None}
    assert manifest_digest(row.uid) == hashlib.sha256(row.form.encode()).hexdigest()
    assert Seal.objects.get(subject=row.uid).sha256 == manifest_digest(row.uid)
    assert Seal.objects.filter(sha256=notary.sha256, kind="evidence").exists()
    entry = Entry.objects.get(event="capture_shown")
    assert entry.basis == "在线诉讼规则 18"
    assert json.loads(entry.body)["shown"] == ["source", "notary"]
    assert "手机" not in entry.body


def test_both_sides_and_the_printed_paper_name_what_is_not_shown(house: House, case: CaseView) -> None:
    does(house, house.lin, "show_capture", case, exhibit=str(chained(case).uid), source="原告手机")
    says = {item["item"]: item["says"] for item in lines(house, case)["capture"]}  # type: ignore[attr-defined]
    assert says == {item.value: "原告手机" if item is Provenance.SOURCE else "" for item in Provenance}
    paper = Document.objects.get(kind="capture_manifest")
    data = json.loads(paper.data)
    assert [item["term"] for item in data["items"]] == [item.term for item in Provenance]
    assert data["sha256"] == chained(case).manifest.digest  # type: ignore[union-attr]


def test_a_later_manifest_keeps_what_it_does_not_replace_and_the_earlier_one_stays(
    house: House, case: CaseView
) -> None:
    uid = str(chained(case).uid)
    does(house, house.lin, "show_capture", case, (material("notary"),), exhibit=uid, source="手机", storage="云盘")
    does(house, house.lin, "show_capture", case, exhibit=uid, source="原告手机", witness="调解员在场", storage="")
    old, new = Manifest.objects.order_by("number")
    assert (old.said, old.number, new.number) == ({"source": "手机", "storage": "云盘"}, 1, 2)
    assert new.files == old.files
    manifest = chained(case).manifest
    assert manifest is not None
    assert manifest.said == {
        Provenance.SOURCE: "原告手机", Provenance.STORAGE: "云盘", Provenance.WITNESS: "调解员在场",
    }  # fmt: skip


def test_who_shows_something_about_an_exhibit_claims_that_it_is_chained(house: House, case: CaseView) -> None:
    iou = exhibits_of(case.uid)[0]
    assert not iou.chained
    does(house, house.lin, "show_capture", case, exhibit=str(iou.uid), source="保险箱")
    assert exhibits_of(case.uid)[0].chained


def test_all_six_empty_an_unknown_item_and_too_many_words_are_refused(house: House, case: CaseView) -> None:
    uid = str(chained(case).uid)
    with refused("evidence.nothing_shown"):
        does(house, house.lin, "show_capture", case, exhibit=uid, source="  ")
    with refused("evidence.no_such_item"):
        does(house, house.lin, "show_capture", case, (material("hearsay"),), exhibit=uid)
    with refused("evidence.too_long", "evidence.too_long"):
        does(house, house.lin, "show_capture", case, exhibit=uid, source="长" * 1001, notary="长" * 1001)
    with refused("evidence.no_such_exhibit"):
        does(house, house.lin, "show_capture", case, exhibit="nonsense", source="手机")
    assert not Manifest.objects.exists()


def test_the_other_side_and_staff_show_nothing(house: House, case: CaseView) -> None:
    uid = str(chained(case).uid)
    with refused("evidence.not_your_exhibit"):
        does(house, house.zhou, "show_capture", case, exhibit=uid, source="手机")
    with refused("procedure.not_your_act"):
        does(house, house.judge, "show_capture", case, exhibit=uid, source="手机")


def test_after_the_exchange_nothing_more_is_shown_in_writing(house: House, case: CaseView) -> None:
    uid = str(chained(case).uid)
    consent(house, case, "exchange")
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    does(house, house.lin, "show_capture", case, exhibit=uid, source="手机")
    close_round(case.uid, Round.objects.get().uid, by=house.clerk, at=house.at)
    with refused("evidence.exchange_over"):
        does(house, house.lin, "show_capture", case, exhibit=uid, source="原告手机")
    assert lines(house, case, "lin")["to_show"] is False
    for stage, reason in (
        (Stage.HEARING, "evidence.exchange_over"),
        (Stage.DELIBERATION, "procedure.not_at_this_stage"),
    ):
        house.put_at(case, stage)
        with refused(reason):
            does(house, house.lin, "show_capture", case, exhibit=uid, source="原告手机")
