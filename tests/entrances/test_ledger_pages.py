"""The explorer of the court's ledger shows what is there, and the ledger's own addresses serve the standard layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import courtlog
from tests.builders import MONDAY, House, ledger_at
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.ledger import Ledger, make_ledger
from tongban.register.models import Seal

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def log(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> courtlog.LogReader:
    """The ledger of a court at which a case was docketed."""
    make_ledger(tmp_path, "test")
    ledger_at(tmp_path, monkeypatch)
    house.case()
    ledger = Ledger(tmp_path, seconds=lambda: int(MONDAY.timestamp()))
    while seal_once(ledger, house.clock):
        pass
    ledger.close()
    return courtlog.LogReader(tmp_path / "ledger")


def test_anybody_sees_the_head_and_who_confirmed_it(log: courtlog.LogReader, client: Client) -> None:
    text = client.get(reverse("portal:ledger"), headers=ENGLISH).content.decode()
    assert log.origin in text
    assert f"<dd>{log.size} · confirmed" in text
    assert f"{log.origin}/witness" in text
    assert log.head().checkpoint.root.hex()[:16] in text


def test_an_entry_is_shown_with_its_times_and_without_what_it_is_about(
    log: courtlog.LogReader, client: Client, house: House
) -> None:
    seal = Seal.objects.filter(position__isnull=False).earliest("id")
    text = client.get(reverse("portal:ledger_entry", args=[seal.position]), headers=ENGLISH).content.decode()
    assert str(seal.uid) in text
    assert "Here, and unaltered since" in text
    for secret in (str(seal.subject), seal.sha256, bytes(seal.salt).hex(), house.lin.name):
        assert secret not in text


def test_an_entry_is_found_by_its_number_and_a_wrong_number_is_explained(
    log: courtlog.LogReader, client: Client
) -> None:
    ledger = reverse("portal:ledger")
    assert client.get(ledger, {"entry": " 3 "}).headers["Location"] == reverse("portal:ledger_entry", args=[3])
    for wrong in ("x", "-1", "三", "9" * 40, "<script>"):
        answer = client.get(ledger, {"entry": wrong}, headers=ENGLISH)
        assert answer.status_code == 422
        assert "digits only" in answer.content.decode()
        assert "<script>x" not in answer.content.decode()
    assert client.get(reverse("portal:ledger_entry", args=[10**17])).status_code == 404


def test_programs_read_the_ledger_in_the_standard_layout(log: courtlog.LogReader, client: Client) -> None:
    def get(name: str) -> bytes:
        answer = client.get(reverse("portal:ledger_log", args=[name]))
        assert answer.status_code == 200, name
        return answer.content

    head = log.check_head(get("checkpoint"))
    assert head.checkpoint.size == log.size
    entries = courtlog.tiles.decode_bundle(get(f"tile/entries/000.p/{log.size}"))
    proof = courtlog.TlogProof.parse(get("proof/2"))
    proof.verify(entries[2])
    assert courtlog.Policy.parse(get("policy")).check(proof.head).checkpoint.size > 2


@pytest.mark.parametrize(
    "name", ["tile/entries/999", "proof/99999", "../log.json", "keys/log.key", "tile/../../log.json"]
)
def test_nothing_else_of_the_ledgers_folder_is_served(log: courtlog.LogReader, client: Client, name: str) -> None:
    assert client.get(reverse("portal:ledger") + "log/" + name).status_code == 404


@pytest.mark.parametrize("name", ["add", "batch"])
def test_nobody_deposits_from_outside(log: courtlog.LogReader, client: Client, name: str) -> None:
    address = reverse("portal:ledger_log", args=[name])
    assert client.post(address, b"x", content_type="application/cose").status_code == 405
    assert log.size == courtlog.LogReader(log.directory).size


def test_a_court_without_a_ledger_has_no_such_page(
    house: House, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger_at(tmp_path, monkeypatch)
    assert client.get(reverse("portal:ledger")).status_code == 404
    assert client.get(reverse("portal:ledger_log", args=["checkpoint"])).status_code == 404
