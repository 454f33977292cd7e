"""Filing in bulk on the portal and over the API: the same acts, one's own tables alone, odd input answered in words."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.acts.bulk import lines, packed, sent, table
from tests.builders import House
from tests.entrances.portal_people import browser
from tests.entrances.test_api import _program as program
from tests.links import linked
from tongban.filing.models import Batch, Filing


def form(data: bytes, **changed: str) -> dict[str, object]:
    told = {"interview": "private_lending", "key": "k1", "state_secret": "no"} | changed
    return {**told, "table": SimpleUploadedFile("claims.zip", data)}


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture(autouse=True)
def at_the_time_of_the_house(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def lin(house: House) -> Client:
    client = browser(house, house.lin.uid)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_a_table_goes_from_the_form_to_its_results(house: House, lin: Client) -> None:
    rows = lines(3)
    rows[1]["loan.amount"] = "viel"
    rows[2]["ref"] = "=cmd|' /C calc'!A0"
    answer = lin.post(reverse("portal:bulk"), form(packed(rows)))
    batch = Batch.objects.get()
    assert answer.status_code == 302
    page = reverse("portal:bulk_table", args=[batch.uid])
    assert "being looked over" in lin.get(page).content.decode()
    house.work()
    shown = lin.get(page).content.decode()
    for said in ("nothing is filed yet", "Line 3, A-1", "loan.amount", "is not an amount in digits", "good: 2"):
        assert said in shown
    assert lin.post(reverse("portal:bulk_hand_in", args=[batch.uid])).status_code == 302
    house.work()
    assert "filed: 2" in lin.get(page).content.decode()
    told = read(lin.get(linked(lin, reverse("portal:bulk_results", args=[batch.uid]))).content)
    assert [one["state"] for one in told] == ["filed", "faulty", "filed"]
    assert told[1]["column"] == "loan.amount"
    assert told[2]["ref"] == "'=cmd|' /C calc'!A0"
    assert {one["filing"] for one in told if one["filing"]} == {str(row.uid) for row in Filing.objects.all()}


def test_the_live_region_asks_until_the_work_is_done(house: House, lin: Client) -> None:
    batch = sent(house, packed(lines(1)))
    address = reverse("portal:bulk_state", args=[batch.uid])
    assert lin.get(address).status_code == 200
    house.work()
    assert lin.get(address).status_code == 286


def test_what_is_wrong_with_the_table_is_told_on_the_form(house: House, lin: Client) -> None:
    answer = lin.post(reverse("portal:bulk"), form(table([{"ref": "1", "loan.colour": "x"}])))
    assert answer.status_code == 422
    assert "No question of this form is called “loan.colour”" in answer.content.decode()
    answer = lin.post(reverse("portal:bulk"), {"key": "", "state_secret": ""})
    assert answer.status_code == 422
    assert "Choose the table." in answer.content.decode()
    assert not Batch.objects.exists()


def test_an_early_hand_in_is_told_on_the_page(house: House, lin: Client) -> None:
    batch = sent(house, packed(lines(1)))
    answer = lin.post(reverse("portal:bulk_hand_in", args=[batch.uid]))
    assert answer.status_code == 422
    assert "still being looked over" in answer.content.decode()


@pytest.mark.parametrize("page", ["bulk_table", "bulk_state", "bulk_results"])
def test_a_table_of_somebody_else_does_not_exist(house: House, page: str) -> None:
    batch = sent(house, packed(lines(1)))
    zhou = browser(house, house.zhou.uid)
    assert zhou.get(linked(zhou, reverse(f"portal:{page}", args=[batch.uid]))).status_code == 404
    assert zhou.post(reverse("portal:bulk_hand_in", args=[batch.uid])).status_code == 404


def test_the_empty_table_is_loaded_and_its_columns_are_explained(house: House, lin: Client) -> None:
    page = lin.get(reverse("portal:bulk_layout", args=["bank"])).content.decode()
    assert "bank.principal" in page
    empty = lin.get(linked(lin, reverse("portal:bulk_empty", args=["bank"]))).content
    assert "bank.principal" in next(csv.reader(io.StringIO(empty.decode("utf-8-sig"))))
    assert lin.get(reverse("portal:bulk_layout", args=["nothing"])).status_code == 404


def test_a_program_sends_looks_hands_in_and_reads_the_results(house: House) -> None:
    bank = program(house, house.lin.uid, "bank")
    rows = lines(2)
    rows[1]["defendant.division"] = "x"
    data = packed(rows)

    def send(key: str = "k1", secret: str = "no"):  # noqa: ANN202 - Django's test response
        told = {"file": SimpleUploadedFile("claims.zip", data), "interview": "private_lending", "key": key}
        return bank.post("/api/v1/bulk/tables", told | {"state_secret": secret})

    assert send(secret="").status_code == 422
    answer = send()
    assert answer.status_code == 201, answer.content
    uid = answer.json()["uid"]
    assert send().json()["uid"] == uid
    house.work()
    state = bank.get(f"/api/v1/bulk/tables/{uid}").json()
    assert (state["stage"], state["counts"]) == ("checked", {"faulty": 1, "good": 1})
    (found,) = bank.get(f"/api/v1/bulk/tables/{uid}/findings").json()
    assert (found["line"], found["ref"]) == (3, "A-1")
    assert ("filing.not_a_place", ["defendant.division"]) in [
        (one["reason"], one["fields"]) for one in found["reasons"]
    ]
    assert all(one["says"] and one["remedy"] and one["law"] for one in found["reasons"])
    assert bank.post(f"/api/v1/bulk/tables/{uid}/filing").status_code == 200
    house.work()
    told = read(bank.get(f"/api/v1/bulk/tables/{uid}/results").content)
    assert [one["state"] for one in told][:2] == ["filed", "faulty"]
    other = program(house, house.zhou.uid, "zhou")
    for path in ("", "/findings", "/results"):
        assert other.get(f"/api/v1/bulk/tables/{uid}{path}").status_code == 404
    assert other.post(f"/api/v1/bulk/tables/{uid}/filing").status_code == 404


def test_rows_that_may_be_there_twice_are_shown_and_told_to_a_program(house: House) -> None:
    bank = program(house, house.lin.uid, "bank")
    lin = browser(house, house.lin.uid)
    lin.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    rows = lines(2)
    rows[1] |= {"loan.amount": rows[0]["loan.amount"], "story.text": "又一次填写。"}
    batch = sent(house, packed(rows))
    house.work()
    shown = lin.get(reverse("portal:bulk_table", args=[batch.uid])).content.decode()
    for said in ("Rows that may be there twice", "Line 3, A-1", "Line 2 (A-0) is between", "Hand in all good rows (2)"):
        assert said in shown
    told = bank.get(f"/api/v1/bulk/tables/{batch.uid}/twins").json()
    assert [(one["ref"], [why["reason"] for why in one["reasons"]]) for one in told] == [
        ("A-0", ["filing.bulk_twin_row"]),
        ("A-1", ["filing.bulk_twin_row"]),
    ]
    other = program(house, house.zhou.uid, "zhou")
    assert other.get(f"/api/v1/bulk/tables/{batch.uid}/twins").status_code == 404


def test_what_should_be_known_of_a_row_is_shown_in_the_results_and_told_to_a_program(house: House) -> None:
    bank = program(house, house.lin.uid, "bank")
    lin = browser(house, house.lin.uid)
    lin.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    rows = [row | {"loan.rate": "12"} for row in lines(2)]
    rows[1] |= {"loan.amount": "viel"}
    batch = sent(house, packed(rows))
    house.work()
    shown = lin.get(reverse("portal:bulk_table", args=[batch.uid])).content.decode()
    for said in ("Good rows of which you should know something", "Line 2, A-0", "nothing else in this row asks for it"):
        assert said in shown
    assert shown.count("Know this before you hand in:") == 2, "of the row to mend as well"
    (one,) = bank.get(f"/api/v1/bulk/tables/{batch.uid}/warnings").json()
    assert (one["ref"], one["reasons"]) == ("A-0", [])
    assert [(why["reason"], why["fields"]) for why in one["warnings"]] == [
        ("filing.bulk_cell_not_asked", ["loan.rate"])
    ]
    assert one["warnings"][0]["remedy"]
    told = read(bank.get(f"/api/v1/bulk/tables/{batch.uid}/results").content)
    assert [(row["ref"], row["column"], row["weight"]) for row in told] == [
        ("A-0", "loan.rate", "warns"),
        ("A-1", "loan.amount", "stops"),
        ("A-1", "loan.rate", "warns"),
    ]
    other = program(house, house.zhou.uid, "zhou")
    assert other.get(f"/api/v1/bulk/tables/{batch.uid}/warnings").status_code == 404


def test_columns_are_told_to_anybody(client: Client, db: None) -> None:
    names = [one["id"] for one in client.get("/api/v1/bulk/columns/bank").json()]
    assert "bank.principal" in names
    head = client.get("/api/v1/bulk/columns/bank/table").content.decode().splitlines()[0].split(",")
    assert set(names) <= set(head)
    assert client.get("/api/v1/bulk/columns/nothing").status_code in {404, 422}
