"""The watched folder of a court's scanners: each stack is taken exactly once, and what is unfit is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.builders import YUZHONG, House, TestClock
from tests.stacks import pdf_of, sheet, written
from tongban.dossier.actions.custody import take_papers
from tongban.dossier.actions.scan_folder import take_from_folder
from tongban.dossier.models import Item, ScanBatch, ScanPart
from tongban.dossier.queries.scans import batches_at
from tongban.dossier.vocabulary import Handed
from tongban.register.models import Entry


@pytest.fixture
def inbox(tmp_path: Path, house: House, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the Yuzhong court, on the house's clock."""
    monkeypatch.setattr(settings, "TONGBAN_CLOCK", house.clock)
    (tmp_path / YUZHONG).mkdir()
    return tmp_path / YUZHONG


def scanned(inbox: Path, name: str, content: bytes, clock: TestClock, *, ago: float = 60) -> Path:
    """A file that the scanner wrote some seconds ago."""
    path = inbox / name
    path.write_bytes(content)
    then = clock.wall().timestamp() - ago
    os.utime(path, (then, then))
    return path


def look(inbox: Path, house: House) -> bool:
    return take_from_folder(inbox.parent, at=house.at)


def test_a_stack_is_taken_once_and_filed_by_its_sheets(house: House, inbox: Path) -> None:
    take_papers(
        (Handed("借条", "original", 1, 1),), person=house.lin.uid, case=None, place="柜", by=house.clerk, at=house.at
    )
    item = Item.objects.get()
    stack = pdf_of([sheet(item.uid), written()]).getvalue()
    path = scanned(inbox, "0001.pdf", stack, house.clock)
    assert look(inbox, house)
    assert not path.exists()
    assert [one.name for one in (inbox / "taken").iterdir()] == ["20261123T020000-0001.pdf"]
    assert not look(inbox, house)
    assert house.work() == []
    assert ScanPart.objects.get().item == item
    entry = Entry.objects.get(event="scans_taken")
    assert (entry.court, entry.person) == (YUZHONG, None)


def test_a_file_that_is_still_being_written_waits(house: House, inbox: Path) -> None:
    scanned(inbox, "0001.pdf", pdf_of([written()]).getvalue(), house.clock, ago=3)
    scanned(inbox, ".hidden.pdf", pdf_of([written()]).getvalue(), house.clock)
    assert not look(inbox, house)
    house.clock.forward(seconds=30)
    assert look(inbox, house)
    assert ScanBatch.objects.count() == 1


def test_killed_between_entering_and_moving_the_file_is_not_entered_twice(house: House, inbox: Path) -> None:
    stack = pdf_of([written()]).getvalue()
    scanned(inbox, "0001.pdf", stack, house.clock)
    look(inbox, house)
    scanned(inbox, "0001.pdf", stack, house.clock)
    assert look(inbox, house)
    assert ScanBatch.objects.count() == 1


def test_an_unfit_file_stands_in_the_inbox_with_its_reason_and_holds_nothing_up(house: House, inbox: Path) -> None:
    scanned(inbox, "0001.pdf", b"%PDF-1.7 broken off", house.clock, ago=90)
    scanned(inbox, "0002.pdf", pdf_of([written()]).getvalue(), house.clock)
    assert look(inbox, house)
    assert look(inbox, house)
    assert house.clerk.person
    found = {one.name: (one.stage, one.problem) for one in batches_at(house.viewer(house.clerk.person), YUZHONG)}
    assert found == {"0001.pdf": ("failed", "documents.damaged"), "0002.pdf": ("received", "")}
    assert len(list((inbox / "unfit").iterdir())) == 1


def test_a_folder_of_no_court_and_links_are_left_alone(house: House, inbox: Path) -> None:
    (inbox.parent / "misc").mkdir()
    scanned(inbox.parent / "misc", "0001.pdf", pdf_of([written()]).getvalue(), house.clock)
    (inbox / "link.pdf").symlink_to(inbox.parent / "misc" / "0001.pdf")
    assert not look(inbox, house)
    assert not look(inbox / "absent", house)
    assert not ScanBatch.objects.exists()
