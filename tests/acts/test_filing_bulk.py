"""Filing in bulk: nothing is filed before it is handed in, every good row once, whatever is sent or killed twice."""

from __future__ import annotations

import json
from io import BytesIO
from uuid import UUID

import pytest

from tests.acts.bulk import lines, packed, sent, table
from tests.builders import House, party, refused
from tongban.cases.law import At
from tongban.cases.vocabulary import Stage
from tongban.documents.models import Document
from tongban.filing.actions import bulk
from tongban.filing.actions.bulk import hand_in_batch
from tongban.filing.actions.decide import accept, refuse
from tongban.filing.actions.refusals import note_refusal_served
from tongban.filing.actions.taking_back import take_back_filing
from tongban.filing.models import Batch, BatchRow, Filing
from tongban.filing.queries.bulk import batch_of, batches_of, faulty_rows, results_of, twin_rows, warned_rows
from tongban.filing.vocabulary.bulk import BatchStage, BatchView, RowState
from tongban.register.models import Entry


def now(house: House, batch: BatchView) -> BatchView:
    return batch_of(house.viewer(house.lin.uid), batch.uid)


def handed_in(house: House, batch: BatchView) -> BatchView:
    hand_in_batch(batch.uid, by=party(house.lin.uid), at=house.at)
    assert house.work() == []
    return now(house, batch)


def test_a_table_is_looked_over_and_nothing_is_filed(house: House) -> None:
    batch = sent(house, packed(lines(3)))
    assert (batch.stage, batch.rows, batch.checked) == (BatchStage.CHECKING, 3, 0)
    assert house.work() == []
    seen = now(house, batch)
    assert (seen.stage, dict(seen.counts)) == (BatchStage.CHECKED, {RowState.GOOD: 3})
    assert not Filing.objects.exists()


def test_handed_in_every_good_row_is_a_filing_with_its_files_as_of_that_moment(house: House) -> None:
    batch = sent(house, packed(lines(3)))
    house.work()
    handed_in_at = house.at
    hand_in_batch(batch.uid, by=party(house.lin.uid), at=house.at)
    house.clock.forward(hours=1)
    assert house.work() == []
    seen = now(house, batch)
    assert (seen.stage, dict(seen.counts)) == (BatchStage.FILED, {RowState.FILED: 3})
    filings = Filing.objects.order_by("id")
    assert [row.claim_minor for row in filings] == [6000000, 6000100, 6000200]
    assert {row.handed_in_at for row in filings} == {handed_in_at}
    assert {row.applicant for row in filings} == {house.lin.uid}
    assert Document.objects.filter(subject=filings[0].uid, kind="files.iou").count() == 1
    assert all(row.answers == {} and row.files == [] for row in BatchRow.objects.all())


def test_each_faulty_row_says_its_column_and_reason_and_the_good_ones_are_filed(house: House) -> None:
    rows = lines(4)
    rows[1]["loan.amount"] = "viel"
    rows[2]["files.iou"] = ""
    rows[3]["files.iou"], rows[3]["loan.happened"] = "files/nowhere.png", "morgen"
    batch = sent(house, packed(rows, without=["files/nowhere.png"]))
    house.work()
    found = faulty_rows(now(house, batch), limit=10)
    assert [(row.line, row.ref, [(one.reason, one.fields) for one in row.findings]) for row in found] == [
        (3, "A-1", [("amount.not_digits", ("loan.amount",))]),
        (4, "A-2", [("filing.file_missing", ("files.iou",))]),
        (5, "A-3", [("filing.bulk_no_such_file", ("files.iou",)), ("filing.not_a_date", ("loan.happened",))]),
    ]
    seen = handed_in(house, batch)
    assert dict(seen.counts) == {RowState.FILED: 1, RowState.FAULTY: 3}


def test_a_file_that_the_court_does_not_take_stands_at_its_row(house: House) -> None:
    batch = sent(house, packed(lines(1), scan=b"MZ\x90\x00"))
    house.work()
    (row,) = faulty_rows(now(house, batch), limit=10)
    assert {one.fields for one in row.findings} == {("files.identity",), ("files.iou",)}


def test_the_same_key_and_content_again_is_the_same_batch(house: House) -> None:
    data = packed(lines(1))
    assert sent(house, data).uid == sent(house, data).uid
    assert Batch.objects.count() == 1
    with refused("filing.bulk_key_used"):
        sent(house, packed(lines(2)))


def test_a_claim_that_was_filed_before_is_named_and_not_filed_again(house: House) -> None:
    rows = lines(2)
    data = packed(rows)
    first = sent(house, data)
    house.work()
    handed_in(house, first)
    again = sent(house, data, key="k2")
    house.work()
    seen = handed_in(house, again)
    assert dict(seen.counts) == {RowState.KNOWN: 2}
    assert Filing.objects.count() == 2
    named = {row.filing for row, _stage, _number in results_of(seen)}
    assert named == set(Filing.objects.values_list("uid", flat=True))


@pytest.mark.parametrize("ends", ["taken_back", "refused", "withdrawn", "dismissed"])
def test_a_claim_that_is_over_without_a_decision_is_filed_again_and_names_the_one_before(
    house: House, ends: str
) -> None:
    """SI 212, 214."""
    data = packed(lines(2, consent__service="offline"))
    first = sent(house, data)
    house.work()
    handed_in(house, first)
    one, living = Filing.objects.order_by("id")
    if ends == "taken_back":
        take_back_filing(one.uid, by=party(house.lin.uid), at=house.at)
    elif ends == "refused":
        refuse(one.uid, "没有明确的被告。", by=house.judge, at=house.at)
        note_refusal_served(one.uid, house.at.date(), by=house.clerk, at=house.at)
    else:
        stage = Stage.WITHDRAWN if ends == "withdrawn" else At.DISMISSED
        house.put_at(accept(one.uid, by=house.clerk, at=house.at), stage)
    again = sent(house, data, key="k2")
    house.work()
    if ends == "refused":
        assert dict(handed_in(house, again).counts) == {RowState.KNOWN: 2}, "one may still appeal"
        house.clock.forward(days=11)
        again = sent(house, data, key="k3")
        house.work()
    seen = handed_in(house, again)
    assert dict(seen.counts) == {RowState.FILED: 1, RowState.KNOWN: 1}
    new = Filing.objects.latest("id")
    assert (new.again, new.answers) == (one.uid, one.answers)
    assert json.loads(Entry.objects.filter(event="filing_handed_in").latest("id").body)["again"] == str(one.uid)
    third = sent(house, data, key="k4")
    house.work()
    named = {row.filing for row, _stage, _number in results_of(handed_in(house, third))}
    assert named == {new.uid, living.uid}, "twice the same of what is pending stays one"
    assert Filing.objects.count() == 3


def test_rows_that_may_be_there_twice_are_told_in_the_dry_run_and_filed_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    filed = house.filing(loan__amount="60001")
    rows = lines(4)
    rows[3] |= {"loan.amount": rows[0]["loan.amount"], "story.text": "又一次填写。"}
    batch = sent(house, packed(rows))
    assert house.work() == []
    seen = now(house, batch)
    assert dict(seen.counts) == {RowState.TWIN: 3, RowState.GOOD: 1}
    assert seen.fileable == 4
    told = [(row.ref, [(one.reason, dict(one.facts)) for one in row.findings]) for row in twin_rows(seen, limit=9)]
    assert told == [
        ("A-0", [("filing.bulk_twin_row", {"line": "5", "ref": "A-3"})]),
        ("A-1", [("filing.bulk_twin_filed", {"day": "2026-11-23", "filing": str(filed)})]),
        ("A-3", [("filing.bulk_twin_row", {"line": "2", "ref": "A-0"})]),
    ]
    assert faulty_rows(seen, limit=9) == []
    assert dict(handed_in(house, batch).counts) == {RowState.FILED: 4}
    kept = {row.ref: [one.reason for one in row.findings] for row, _stage, _number in results_of(now(house, batch))}
    assert (kept["A-1"], kept["A-2"]) == (["filing.bulk_twin_filed"], []), "the results say it, too"


def test_what_should_be_known_of_a_row_is_told_before_it_is_handed_in_and_stops_nothing(house: House) -> None:
    rows = lines(4)
    rows[1]["loan.paid_how"], rows[1]["loan.rate"] = "cash", "12"
    rows[2]["court.chosen"] = "川0107"
    rows[3] |= {"loan.rate": "12", "loan.amount": "viel"}
    for row in rows:
        row.setdefault("loan.rate", "")
        row.setdefault("court.chosen", "")
    batch = sent(house, packed(rows))
    assert house.work() == []
    seen = now(house, batch)
    assert dict(seen.counts) == {RowState.GOOD: 1, RowState.WARNED: 2, RowState.FAULTY: 1}
    told = [(row.ref, [(one.reason, one.fields) for one in row.warnings]) for row in warned_rows(seen, limit=9)]
    assert told == [
        (
            "A-1",
            [
                ("filing.bulk_cell_not_asked", ("loan.rate",)),
                ("filing.rule.private_lending.cash", ("loan.paid_how",)),
            ],
        ),
        ("A-2", [("filing.bulk_other_court", ("court.chosen",))]),
    ]
    (faulty,) = faulty_rows(seen, limit=9)
    assert [one.reason for one in faulty.findings] == ["amount.not_digits"]
    assert [one.reason for one in faulty.warnings] == ["filing.bulk_cell_not_asked"], "all at once"
    assert dict(handed_in(house, batch).counts) == {RowState.FILED: 3, RowState.FAULTY: 1}
    kept = {row.ref: [one.reason for one in row.warnings] for row, _stage, _number in results_of(now(house, batch))}
    assert kept["A-2"] == ["filing.bulk_other_court"], "the results say it, too"
    assert {row.court for row in Filing.objects.all()} == {"渝0103"}


def test_what_others_have_filed_is_not_told_to_a_sender(house: House) -> None:
    house.filing(house.zhou, loan__amount="60000")
    batch = sent(house, packed(lines(1)))
    assert house.work() == []
    assert dict(now(house, batch).counts) == {RowState.GOOD: 1}


def test_the_work_goes_on_in_chunks_and_after_a_process_was_killed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 2)
    batch = sent(house, packed(lines(5)))
    assert house.work() == []
    assert now(house, batch).stage is BatchStage.CHECKED
    file_row, done = bulk._file_row, []

    def killed(*args: object) -> None:
        if len(done) == 3:
            done.append(None)
            raise SystemExit
        done.append(None)
        file_row(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(bulk, "_file_row", killed)
    hand_in_batch(batch.uid, by=party(house.lin.uid), at=house.at)
    with pytest.raises(SystemExit):
        house.work()
    assert Filing.objects.count() == 3
    house.clock.forward(minutes=5)
    assert house.work() == []
    seen = now(house, batch)
    assert (seen.stage, dict(seen.counts)) == (BatchStage.FILED, {RowState.FILED: 5})
    assert Filing.objects.count() == 5
    assert Entry.objects.filter(event="batch_filed").count() == 1


def test_what_is_wrong_with_the_whole_keeps_nothing(house: House) -> None:
    with refused("filing.bulk_column_unknown"):
        sent(house, table([{"ref": "1", "loan.colour": "x"}]))
    with refused("filing.bulk_key_wrong"):
        sent(house, packed(lines(1)), key="a b")
    with refused("filing.no_such_interview"):
        bulk.take_in(
            BytesIO(b"ref\n1"),
            "x",
            interview="x",
            key="k",
            secret="no",
            by=party(house.lin.uid),
            at=house.at,
        )
    assert not Batch.objects.exists()


@pytest.mark.parametrize("answer", ["", "yes"])
def test_a_table_with_a_state_secret_is_not_taken_in(house: House, answer: str) -> None:
    with refused("documents.state_secret" if answer else "documents.state_secret_not_said"):
        sent(house, packed(lines(1)), secret=answer)


def test_nothing_is_handed_in_early_or_without_a_good_row_or_for_another(house: House) -> None:
    batch = sent(house, table([{"ref": "1", "loan.amount": "x"}]))
    with refused("filing.bulk_not_checked"):
        hand_in_batch(batch.uid, by=party(house.lin.uid), at=house.at)
    house.work()
    with refused("filing.bulk_nothing_good"):
        hand_in_batch(batch.uid, by=party(house.lin.uid), at=house.at)
    with refused("filing.no_such_batch"):
        hand_in_batch(batch.uid, by=party(house.zhou.uid), at=house.at)


def test_handed_in_twice_it_is_filed_once(house: House) -> None:
    batch = sent(house, packed(lines(2)))
    house.work()
    handed_in(house, batch)
    handed_in(house, batch)
    assert Filing.objects.count() == 2
    assert Entry.objects.filter(event="batch_handed_in").count() == 1


def test_a_batch_is_its_own_persons_alone(house: House) -> None:
    batch = sent(house, packed(lines(1)))
    for stranger in (house.zhou.uid, house.clerk.person):
        assert isinstance(stranger, UUID)
        with refused("filing.no_such_batch"):
            batch_of(house.viewer(stranger), batch.uid)
        assert batches_of(house.viewer(stranger)) == []


def test_the_results_name_filing_and_case(house: House) -> None:
    batch = sent(house, packed(lines(2)))
    house.work()
    seen = handed_in(house, batch)
    first = Filing.objects.order_by("id")[0]
    case = accept(first.uid, by=house.clerk, at=house.at)
    told = [(row.ref, row.filing, stage, number) for row, stage, number in results_of(seen)]
    assert told[0] == ("A-0", first.uid, "accepted", case.number)
    assert told[1][2:] == ("under_review", "")
