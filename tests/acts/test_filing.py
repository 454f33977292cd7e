"""A complaint from draft to docket: handed in, accepted, sent back for correction, refused."""

from __future__ import annotations

import io
import json
import threading

import pikepdf
import pytest
from django.db import connections

from tests.builders import House, id_number, material, party, person, refused
from tongban.access.vocabulary import Layer
from tongban.cases.models import Case, Party
from tongban.cases.queries import clocks_of
from tongban.documents.actions.blobs import read_blob
from tongban.documents.actions.paper import render
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept, ask_correction, refuse
from tongban.filing.actions.draft import FILES_LIMIT, add_file, drop_file, save_answers
from tongban.filing.models import Filing
from tongban.filing.queries import draft_of, drafts_of, files_of, filing_by_uid, filing_seen_by
from tongban.filing.queries.scrutiny import queue_page
from tongban.filing.vocabulary import Stage, Wanted
from tongban.kernel.ids import new_id
from tongban.register.models import Entry


def events() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("event", flat=True))


def test_handing_in_makes_one_filing_with_its_complaint_its_receipt_and_its_files(house: House) -> None:
    uid = house.filing()
    row = Filing.objects.get()
    assert (row.uid, row.court, row.stage, row.layer) == (uid, "渝0103", Stage.UNDER_REVIEW, Layer.HANDED_IN)
    assert (row.claim_minor, row.decide_by.isoformat()) == (18650000, "2026-11-30")
    kinds = list(Document.objects.filter(subject=uid).order_by("id").values_list("kind", flat=True))
    assert kinds == ["files.identity", "files.iou", "complaint", "receipt"]
    assert events().count("filing_handed_in") == 1
    assert events().count("paper_ordered") == 2


def test_the_receipt_lists_the_complaint_first_and_every_file_each_with_its_digest(house: House) -> None:
    """SI 208."""
    uid = house.filing()
    receipt, complaint = (Document.objects.get(subject=uid, kind=kind) for kind in ("receipt", "complaint"))
    early = render(receipt.uid)
    assert house.work(without=frozenset()) == []
    kept = receipt.versions.get()
    assert early.kept.sha256 == kept.sha256, "whether the complaint lies there already or not"
    with pikepdf.open(io.BytesIO(read_blob(kept.sha256))) as pdf:
        told = json.loads(pdf.attachments["data.json"].get_file().read_bytes())
    first = complaint.versions.get()
    assert [(one["name"], one["sha256"], one["pages"]) for one in told["listed"]] == [
        ("民事起诉状", first.sha256, first.pages)
    ]
    files = Document.objects.filter(subject=uid, kind__startswith="files.").order_by("id")
    assert [one["sha256"] for one in told["materials"]] == [one.versions.get().sha256 for one in files]


def test_handing_the_same_draft_in_twice_gives_the_same_filing(house: House) -> None:
    draft = house.draft()
    assert house.hand_in(draft) == house.hand_in(draft)
    assert Filing.objects.count() == 1


def test_the_same_complaint_in_another_draft_is_refused_as_known(house: House) -> None:
    scan = {question: material(question) for question in ("files.identity", "files.iou")}
    drafts = [house.draft(files=False), house.draft(files=False)]
    for draft in drafts:
        for one in scan.values():
            add_file(house.viewer(house.lin.uid), draft.uid, one)
    house.hand_in(drafts[0])
    with refused("filing.handed_in_before") as got:
        house.hand_in(drafts[1])
    assert dict(got[0].facts)["filing"] == str(Filing.objects.get().uid)


def test_the_same_complaint_of_two_people_is_two_filings(house: House) -> None:
    other = person("孙丽", 9)
    house.filing()
    house.filing(other, plaintiff__name="孙丽", plaintiff__id_number=id_number(9))
    assert Filing.objects.count() == 2


def test_two_clicks_at_the_same_moment_make_one_filing(committed_house: House) -> None:
    draft = committed_house.draft()
    start, found, failed = threading.Barrier(2), [], []

    def click() -> None:
        try:
            start.wait()
            found.append(committed_house.hand_in(draft))
        except Exception as error:  # noqa: BLE001 - whatever it was, the test shows it
            failed.append(error)
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert failed == []
    assert found[0] == found[1]
    assert Filing.objects.count() == 1


def test_every_finding_is_named_at_once(house: House) -> None:
    draft = house.draft(files=False, loan__amount="十八万", loan__due="2025-01-01", plaintiff__id_number="1")
    with refused(
        "amount.not_digits",
        "filing.due_before_loan",
        "filing.id_number_wrong",
        "filing.file_missing",
        "filing.file_missing",
    ) as got:
        house.hand_in(draft)
    assert all(refusal.law for refusal in got)
    assert Filing.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("-1", "amount.not_digits"),
        ("0", "amount.not_positive"),
        ("1e99", "amount.not_digits"),
        ("1,86500", "amount.not_digits"),
        ("100000000000000", "amount.too_large"),
        ("1.005", "amount.too_fine"),
    ],
)
def test_an_impossible_amount_is_refused(house: House, typed: str, reason: str) -> None:
    with refused(reason):
        house.hand_in(house.draft(loan__amount=typed))


def test_nothing_repaid_may_be_written_as_a_nought(house: House) -> None:
    house.hand_in(house.draft(loan__repaid="0"))
    assert Filing.objects.get().claim_minor == 18650000


def test_what_was_repaid_is_taken_off_the_claim(house: House) -> None:
    house.hand_in(house.draft(loan__repaid="10,000.00"))
    assert Filing.objects.get().claim_minor == 17650000


@pytest.mark.parametrize("typed", ["20250312", "2025-W11-3", "2025-02-30", "12.3.2025", "2027-01-01"])
def test_a_day_is_written_in_one_form_and_lies_in_the_past(house: House, typed: str) -> None:
    wanted = "filing.date_ahead" if typed == "2027-01-01" else "filing.not_a_date"
    more = ["filing.due_before_loan"] if typed == "2027-01-01" else []
    with refused(wanted, *more):
        house.hand_in(house.draft(loan__happened=typed))


def test_an_answer_that_looks_like_a_gap_of_the_form_stays_as_it_was_typed(house: House) -> None:
    from tongban.documents.models import Document as Paper

    house.hand_in(house.draft(story__text="他说{loan.amount}元{plaintiff.name}"))
    assert "他说{loan.amount}元{plaintiff.name}" in Paper.objects.get(kind="complaint").data


def test_only_the_holder_hands_a_draft_in(house: House) -> None:
    from tongban.cooperation.actions.hand_in import hand_in_draft

    draft = house.draft()
    for viewer, by in (
        (house.viewer(house.zhou.uid), party(house.zhou.uid)),
        (house.viewer(house.lin.uid), party(house.zhou.uid)),
    ):
        with refused("filing.no_such_draft"):
            hand_in_draft(draft.uid, viewer=viewer, by=by, at=house.at, platform="test")


def test_a_draft_is_seen_and_changed_by_its_holder_alone(house: House) -> None:
    draft = house.draft()
    assert drafts_of(house.viewer(house.zhou.uid)) == []
    with refused("filing.no_such_draft"):
        save_answers(house.viewer(house.clerk.person), draft.uid, {"story.text": "x"})  # type: ignore[arg-type]
    with refused("filing.no_such_draft"):
        draft_of(house.viewer(house.zhou.uid), draft.uid)


def test_a_draft_that_was_handed_in_no_longer_changes(house: House) -> None:
    draft = house.draft()
    house.hand_in(draft)
    mine = house.viewer(house.lin.uid)
    for change in (
        lambda: save_answers(mine, draft.uid, {"story.text": "x"}),
        lambda: add_file(mine, draft.uid, material("files.iou")),
        lambda: drop_file(mine, draft.uid, files_of(draft.uid)[0][0]),
    ):
        with refused("filing.already_handed_in"):
            change()


def test_the_same_file_twice_is_one_and_there_is_an_end_to_files(house: House) -> None:
    draft, mine = house.draft(files=False), house.viewer(house.lin.uid)
    scan = material("files.messages")
    add_file(mine, draft.uid, scan)
    add_file(mine, draft.uid, scan)
    assert len(files_of(draft.uid)) == 1
    for _ in range(FILES_LIMIT - 1):
        add_file(mine, draft.uid, material("files.messages"))
    with refused("filing.too_many_files"):
        add_file(mine, draft.uid, material("files.messages"))


def test_answers_to_questions_that_nobody_asked_are_not_kept(house: House) -> None:
    draft = save_answers(house.viewer(house.lin.uid), house.draft().uid, {"plaintiff.shoe_size": "x" * 99, "evil": "1"})
    assert not {"plaintiff.shoe_size", "evil"} & set(draft.answers)


def test_accepting_opens_the_case_with_number_parties_and_judge(house: House) -> None:
    case = house.case()
    assert case.number == "（2026）渝0103民初1号"
    assert [p.name for p in case.parties] == ["林晓梅", "周志强"]
    assert (case.judge, case.clerk) == (house.judge.person, house.clerk.person)
    assert case.parties[0].person == house.lin.uid
    assert case.parties[1].person is None
    assert Document.objects.get(kind="complaint").case == case.uid
    identity = Document.objects.get(kind="files.identity")
    assert (identity.case, identity.layer, identity.holder) == (case.uid, Layer.HANDED_IN, house.lin.uid)
    assert {"case_docketed", "judge_assigned", "filing_accepted"} <= set(events())


def test_accepting_twice_is_refused_and_leaves_no_gap(house: House) -> None:
    uid = house.filing()
    accept(uid, by=house.clerk, at=house.at)
    with refused("scrutiny.not_at_this_stage"):
        accept(uid, by=house.clerk, at=house.at)
    assert house.case(loan__amount="5").number == "（2026）渝0103民初2号"


def test_an_accept_that_fails_leaves_nothing_behind(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    uid, before = house.filing(), Entry.objects.count()
    monkeypatch.setattr("tongban.filing.actions.decide.hand_over", _fails)
    with pytest.raises(ZeroDivisionError):
        accept(uid, by=house.clerk, at=house.at)
    monkeypatch.undo()
    assert (Case.objects.count(), Party.objects.count(), Entry.objects.count()) == (0, 0, before)
    assert accept(uid, by=house.clerk, at=house.at).number.endswith("民初1号")


def _fails(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def test_a_clerk_of_another_court_finds_no_such_filing(house: House) -> None:
    uid = house.filing()
    for do in (
        lambda: accept(uid, by=house.wuhou_clerk, at=house.at),
        lambda: ask_correction(uid, ["x"], by=house.wuhou_clerk, at=house.at),
        lambda: refuse(uid, "x", by=house.wuhou_judge, at=house.at),
        lambda: accept(new_id(), by=house.clerk, at=house.at),
    ):
        with refused("filing.no_such_filing"):
            do()


def test_a_party_cannot_decide(house: House) -> None:
    uid = house.filing()
    with refused("filing.no_such_filing"):
        accept(uid, by=party(house.lin.uid), at=house.at)


def test_a_clerk_cannot_refuse_a_filing_a_judge_can(house: House) -> None:
    uid = house.filing()
    with refused("scrutiny.not_your_act"):
        refuse(uid, "CPL 127(1)", by=house.clerk, at=house.at)
    with refused("scrutiny.ground_named"):
        refuse(uid, "  ", by=house.judge, at=house.at)
    refuse(uid, "CPL 127(1)", by=house.judge, at=house.at)
    assert filing_by_uid(uid).stage is Stage.REFUSED
    assert Case.objects.count() == 0
    with refused("scrutiny.not_at_this_stage"):
        accept(uid, by=house.judge, at=house.at)


def test_the_ground_of_a_ruling_stays_out_of_the_register(house: House) -> None:
    uid = house.filing()
    refuse(uid, "原告不适格，因为他撒谎", by=house.judge, at=house.at)
    assert "撒谎" not in "".join(Entry.objects.values_list("body", flat=True))


def test_a_correction_names_what_is_missing(house: House) -> None:
    with refused("scrutiny.findings_named"):
        ask_correction(house.filing(), ["  ", ""], by=house.clerk, at=house.at)


@pytest.mark.parametrize("item", ["请邮寄纸质起诉状三份", "请带原件到立案庭核对", "Send two paper copies"])
def test_no_paper_is_asked_for(house: House, item: str) -> None:
    with refused("scrutiny.no_paper"):
        ask_correction(house.filing(), ["补充地址", item], by=house.clerk, at=house.at)


def test_a_filing_is_seen_by_its_applicant_and_the_courts_staff(house: House) -> None:
    uid = house.filing()
    for who in (house.lin.uid, house.clerk.person, house.judge.person):
        assert filing_seen_by(house.viewer(who), uid).uid == uid  # type: ignore[arg-type]
    for who in (house.zhou.uid, house.wuhou_clerk.person):
        viewer = house.viewer(who)  # type: ignore[arg-type]
        assert queue_page(viewer, Wanted("渝0103"), today=house.at.date()).filings == ()
        with refused("filing.no_such_filing"):
            filing_seen_by(house.viewer(who), uid)  # type: ignore[arg-type]


def test_after_the_docket_mediation_is_offered_and_the_notice_ordered(house: House) -> None:
    case = house.case()
    assert house.work() == []
    assert {"mediation_offered"} <= set(events())
    assert Document.objects.filter(case=case.uid, kind="acceptance_notice").count() == 1
    assert isinstance(clocks_of(case.uid), list)


def test_mediation_is_not_offered_in_a_case_that_has_moved_on(house: House) -> None:
    from tongban.cases.vocabulary import Stage as CaseStage

    house.put_at(house.case(), CaseStage.PREPARATION)
    assert house.work() == []
    assert "mediation_offered" not in events()
