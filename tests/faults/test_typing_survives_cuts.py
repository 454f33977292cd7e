"""Somebody files on a phone while, on every page and at every step, the server is killed, the connection breaks, the
browser is closed, or dies: what was typed and uploaded is there afterwards, and is handed in once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload

from tests.builders import YUZHONG, answers
from tests.faults.filer import CUTS, HAND, Cut, Filer, at_work, fill_in

pytestmark = [pytest.mark.once, pytest.mark.long, pytest.mark.timeout(1800)]

GO_ON = "#answers button[type=submit]:not([name], [form])"
HAND_IN = "button[name=confirmed]"
AGAIN = "另一笔借款。"
MENDED = {"loan.amount": "200000", "story.text": "朋友关系，借条上的金额写错了，已更正。"}
_PAGE = re.compile(r"/file/[^/]+/pages/[^/]+/")


@pytest.fixture
def filer(tmp_path: Path) -> Iterator[Filer]:
    with at_work(tmp_path, "filer") as (made, _told):
        yield made


# Minutes long, so it belongs to `make test-all`.
@pytest.mark.heavy(keep=0)
def test_what_was_typed_and_uploaded_survives_a_cut_on_every_page_and_at_every_step(filer: Filer) -> None:
    for number, cut in enumerate(CUTS, 1):
        files = _questions(filer, cut)
        draft = filer.page.url.split("/file/")[1].split("/")[0]
        assert files == len(_files(filer, draft)) > 0
        _court(filer, cut)
        _hands_in(filer, cut)
        assert filer.done("filing_handed_in") == number, "once, however often it was pressed"
    filings = filer.platform.hand("ask_corrections", script=HAND)["filings"]
    for number, (cut, filing) in enumerate(zip(CUTS, filings, strict=True), 1):
        _mends(filer, cut, filing)
        assert filer.done("filing_corrected") == number


def _questions(filer: Filer, cut: Cut) -> int:
    """Every page of the interview; returns how many files were uploaded."""
    told, given, files = answers(agreement__kind="none"), set(), 0
    filer.go("/file/")
    with filer.page.expect_navigation():
        filer.page.eval_on_selector("form[action$='/file/start/private_lending/']", "form => form.requestSubmit()")
    while _PAGE.search(filer.page.url):
        here = {name: told[name] for name in filer.names("[data-autosave]") if name in told}
        if here:
            fill_in(filer, cut, here)
        for name in filer.names("input[type=file]"):
            files += _uploads(filer, cut, name)
        _goes_on(filer, cut, GO_ON, here)
        given |= here.keys()
    assert set(told) - given <= {"agreement.kind"}
    return files


def _court(filer: Filer, cut: Cut) -> None:
    """Two courts are competent; one is chosen."""
    assert filer.page.url.endswith("/court/"), filer.page.url
    here = {"court": YUZHONG}
    fill_in(filer, cut, here)
    _goes_on(filer, cut, "form:has([name=court]) button[type=submit]", here)


def _hands_in(filer: Filer, cut: Cut) -> None:
    """From the second suit on it is like one that was filed: why again is asked beside the button."""
    assert filer.page.url.endswith("/check/"), filer.page.url
    here = {"again": AGAIN} if filer.names("[data-autosave]") else {}
    if here:
        fill_in(filer, cut, here)
    filer.pressed(cut, partial(_press, filer, HAND_IN))
    if filer.page.url.endswith("/check/"):
        assert filer.answers(here) == here
        with filer.page.expect_navigation():
            filer.page.click(HAND_IN)
    if "/filed/" not in filer.page.url:
        filer.fail("not handed in")


def _mends(filer: Filer, cut: Cut, filing: str) -> None:
    """The answer to a correction: two pages are mended, the check is the same; the files handed in are still there."""
    filer.go(f"/filed/{filing}/")
    with filer.page.expect_navigation():
        filer.page.click("form[action$='/correct/'] button[type=submit]")
    draft = filer.page.url.split("/file/")[1].split("/")[0]
    files = _files(filer, draft)
    assert files
    for name, value in MENDED.items():
        filer.go(f"/file/{draft}/pages/{name.split('.')[0]}/")
        fill_in(filer, cut, {name: value})
        _goes_on(filer, cut, GO_ON, {name: value})
    filer.go(f"/file/{draft}/check/")
    assert _files(filer, draft) == files
    _hands_in(filer, cut)


def _uploads(filer: Filer, cut: Cut, name: str) -> int:
    """One file arrives; a second is cut off; the first is there, and the second is sent anew."""
    first, second = filer.picture(), filer.picture()
    _choose(filer, name, first)
    with filer.page.expect_navigation():
        _add(filer, name)
    filer.page.get_by_text(first["name"]).first.wait_for()
    _choose(filer, name, second)
    filer.pressed(cut, partial(_add, filer, name))
    filer.page.get_by_text(first["name"]).first.wait_for()
    if not filer.page.get_by_text(second["name"]).count():
        _choose(filer, name, second)
        with filer.page.expect_navigation():
            _add(filer, name)
    filer.page.get_by_text(second["name"]).first.wait_for()
    return 2


def _choose(filer: Filer, name: str, file: FilePayload) -> None:
    filer.page.set_input_files(f'input[type=file][name="{name}"]', file)


def _add(filer: Filer, name: str) -> None:
    section = filer.page.locator("section.files", has=filer.page.locator(f'[name="{name}"]'))
    section.locator("[name=add]").click(timeout=15_000, no_wait_after=True)


def _press(filer: Filer, button: str) -> None:
    filer.page.click(button, timeout=15_000, no_wait_after=True)


def _goes_on(filer: Filer, cut: Cut, button: str, answered: dict[str, str]) -> None:
    """The page is sent and cut off; afterwards all answers are there, and the next page comes."""
    here = filer.page.url
    filer.pressed(cut, partial(_press, filer, button))
    assert filer.answers(answered) == answered
    with filer.page.expect_navigation():
        filer.page.click(button)
    assert here not in filer.page.url, filer.page.inner_text("main")


def _files(filer: Filer, draft: str) -> list[tuple[str, ...]]:
    """The digests of the files of a draft."""
    found = (
        "SELECT f.sha256 FROM filing_draftfile f JOIN filing_draft d ON f.draft_id = d.id WHERE d.uid = ? ORDER BY f.id"
    )
    return filer.platform.rows(found, draft.replace("-", ""))
