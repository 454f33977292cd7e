"""Where a demo plays: once beside an open one without touching it, and never two in one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.cli.demo.place import Place
from tongban.cli.demo.stage import StageFailed

pytestmark = pytest.mark.once


def played(place: Place, text: str = "{}") -> None:
    """The story came to its end here."""
    place.folder.mkdir(parents=True, exist_ok=True)
    place.summary.write_text(text)
    place.publish()


def test_a_story_played_once_leaves_the_open_demo_as_it_is_and_its_summary_is_the_newest(tmp_path: Path) -> None:
    kept = Place(tmp_path, port=8001, once=False)
    played(kept, "open")
    (kept.folder / "clock").write_text("7")
    beside = Place(tmp_path, port=8711, once=True)
    played(beside, "once")
    assert (kept.folder / "clock").read_text() == "7"
    assert (tmp_path / "summary.json").read_text() == "once"
    kept.leave()
    beside.leave()
    again = Place(tmp_path, port=8001, once=False)
    assert again.played
    assert (again.folder / "clock").exists()
    again.leave()


@pytest.mark.parametrize("once", [False, True])
def test_a_demo_that_runs_already_in_the_folder_is_named_with_its_address(tmp_path: Path, *, once: bool) -> None:
    running = Place(tmp_path, port=8001, once=once)
    played(running)
    with pytest.raises(StageFailed, match=r"runs already in .*, at http://127\.0\.0\.1:8001: use that one"):
        Place(tmp_path, port=8711, once=once)
    assert running.summary.exists()
    running.leave()
    Place(tmp_path, port=8711, once=once).leave()


def test_the_other_demo_on_the_same_ports_is_named_and_a_way_beside_it(tmp_path: Path) -> None:
    running = Place(tmp_path, port=8001, once=False)
    for port in (8000, 8001, 8002):
        with pytest.raises(StageFailed, match=r"runs already at http://127\.0\.0\.1:8001 .* PORT=8711"):
            Place(tmp_path, port=port, once=True)
    Place(tmp_path, port=8003, once=True).leave()
    running.leave()


def test_a_story_played_once_or_broken_off_begins_anew(tmp_path: Path) -> None:
    for once in (True, False):
        place = Place(tmp_path, port=8001, once=once)
        (place.folder / "chongqing").mkdir(parents=True)
        if once:
            played(place)
        place.leave()
        anew = Place(tmp_path, port=8001, once=once)
        assert not anew.played
        assert not (anew.folder / "chongqing").exists()
        anew.leave()
