"""Two real platforms are killed with -9 at each step of a message between them; nothing is lost and nothing doubled."""

from __future__ import annotations

import json
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.platforms import Platform, wait

pytestmark = [
    pytest.mark.long,
    # The platforms of this test are embedded ones, whatever database the run is about.
    pytest.mark.only_on("sqlite"),
    pytest.mark.timeout(600),
]


def _still(platforms: tuple[Platform, Platform]) -> bool:
    """Both at rest, and half a second later still: what one does last may wake the other."""
    if not all(platform.at_rest() for platform in platforms):
        return False
    time.sleep(0.5)
    return all(platform.at_rest() for platform in platforms)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Platform, Platform]:
    """Two platforms that know each other, and beside each home a copy of it: making them takes a minute."""
    folder = tmp_path_factory.mktemp("two")
    platforms = Platform(folder / "sichuan", "sichuan", "川"), Platform(folder / "chongqing", "chongqing", "渝")
    for one, other in (platforms, platforms[::-1]):
        slug, name, url, key, *tree = other.run("peer", "show").split()
        one.run("peer", "add", slug, name, url, key, *tree)
    for platform in platforms:
        shutil.copytree(platform.home, _copy(platform))
    return platforms


def _copy(platform: Platform) -> Path:
    return platform.home.with_suffix(".new")


@pytest.fixture
def two(made: tuple[Platform, Platform]) -> Iterator[tuple[Platform, Platform]]:
    for platform in made:
        shutil.rmtree(platform.home)
        shutil.copytree(_copy(platform), platform.home)
    try:
        yield made
    finally:
        _kill(made)


def test_two_platforms_killed_at_each_step_end_as_if_nothing_had_happened(two: tuple[Platform, Platform]) -> None:
    sichuan, chongqing = two
    staff, court = sichuan.hand("people"), chongqing.hand("people")
    shaken = _shaker(two)
    matter = sichuan.hand("hand_in", staff["lin"], staff["clerk"])["matter"]
    sichuan.hand("forward", matter, staff["clerk"])
    shaken()
    wait(lambda: chongqing.rows("SELECT 1 FROM filing_filing"), "the errand arrives", *two)

    filing = chongqing.rows("SELECT uid FROM filing_filing")[0][0]
    _kill(two)
    case = chongqing.hand("take", filing, court["clerk"])
    shaken()
    answered = "SELECT 1 FROM cooperation_matter WHERE stage = 'answered'"
    wait(lambda: sichuan.rows(answered), "the answer arrives", *two)
    wait(lambda: sichuan.rows("SELECT 1 FROM cooperation_casesheet"), "the sheet arrives", *two)

    _kill(two)
    sichuan.hand("decline", case["case"], staff["lin"])
    shaken()
    wait(lambda: sichuan.rows("SELECT 1 FROM cooperation_remoteact WHERE state = 'done'"), "the act is done", *two)
    wait(lambda: _still(two), "both platforms come to rest", *two)

    _all_once(sichuan, chongqing, case)


def _shaker(two: tuple[Platform, Platform]) -> Callable[[], None]:
    chance = random.Random(f"{os.environ.get('TONGBAN_SEED', '0')}:shaken")

    def shaken() -> None:
        """Start both; then kill and start each again, at moments that differ each time."""
        for platform in two:
            platform.start()
        for _ in range(2):
            time.sleep(chance.uniform(0.5, 4.0))
            victim = chance.choice(two)
            victim.kill()
            victim.start()

    return shaken


def test_a_correction_between_platforms_that_are_killed_is_taken_exactly_once(two: tuple[Platform, Platform]) -> None:
    sichuan, chongqing = two
    staff, court = sichuan.hand("people"), chongqing.hand("people")
    shaken = _shaker(two)
    matter = sichuan.hand("hand_in", staff["lin"], staff["clerk"])["matter"]
    sichuan.hand("forward", matter, staff["clerk"])
    for platform in two:
        platform.start()
    wait(lambda: chongqing.rows("SELECT 1 FROM filing_filing"), "the errand arrives", *two)
    filing = chongqing.rows("SELECT uid FROM filing_filing")[0][0]

    _kill(two)
    chongqing.hand("ask", filing, court["clerk"])
    shaken()
    waiting = "SELECT 1 FROM cooperation_matter WHERE stage = 'correction'"
    wait(lambda: sichuan.rows(waiting), "the request arrives", *two)

    _kill(two)
    sichuan.hand("mend", matter, staff["lin"], staff["clerk"])
    shaken()
    told = "SELECT 1 FROM cooperation_matter WHERE decide_by IS NOT NULL"
    wait(lambda: sichuan.rows(told), "the correction is taken and both know", *two)

    _kill(two)
    case = chongqing.hand("take", filing, court["clerk"])
    for platform in two:
        platform.start()
    wait(lambda: sichuan.rows("SELECT 1 FROM cooperation_casesheet"), "the case is shown", *two)
    wait(lambda: _still(two), "both platforms come to rest", *two)
    _corrected_once(sichuan, chongqing, case)


def _corrected_once(sichuan: Platform, chongqing: Platform, case: dict[str, Any]) -> None:
    assert case["number"].endswith("渝0103民初1号")
    assert chongqing.rows("SELECT claim_minor FROM filing_filing") == [(20000000,)]
    papers = Counter(kind for (kind,) in chongqing.rows("SELECT kind FROM documents_document"))
    assert (papers["complaint"], papers["receipt"], papers["files.payment"]) == (2, 2, 1)
    facts = Counter(event for (event,) in chongqing.rows("SELECT event FROM register_entry"))
    for once in ("correction_asked", "filing_corrected", "correction_taken_in", "filing_accepted"):
        assert facts[once] == 1, once
    told = Counter(event for (event,) in sichuan.rows("SELECT event FROM register_entry"))
    assert (told["correction_sent"], told["correction_answered"]) == (1, 1)
    logs = [
        sorted(what for (what,) in platform.rows("SELECT what FROM cooperation_logentry"))
        for platform in (sichuan, chongqing)
    ]
    assert logs[0] == logs[1]
    assert {"correction", "correction_sent", "corrected", "accepted"} <= set(logs[0])


def _kill(two: tuple[Platform, Platform]) -> None:
    for platform in two:
        platform.kill()


def _all_once(sichuan: Platform, chongqing: Platform, case: dict[str, Any]) -> None:
    assert case["number"].endswith("渝0103民初1号")
    assert chongqing.rows("SELECT count(*), max(last) FROM cases_serial") == [(1, 1)]
    assert [len(chongqing.rows(f"SELECT 1 FROM {table}")) for table in ("filing_filing", "cases_case")] == [1, 1]  # noqa: S608 - names of our own tables
    papers = Counter(kind for (kind,) in chongqing.rows("SELECT kind FROM documents_document"))
    assert (papers["complaint"], papers["receipt"], papers["acceptance_notice"]) == (1, 1, 1)
    facts = Counter(event for (event,) in chongqing.rows("SELECT event FROM register_entry"))
    for once in ("filing_handed_in", "filing_accepted", "case_docketed", "mediation_offered", "mediation_declined"):
        assert facts[once] == 1, once
    told = Counter(event for (event,) in sichuan.rows("SELECT event FROM register_entry"))
    for once in ("matter_sent", "matter_receipt_noted", "answer_taken", "remote_act_sent", "remote_act_answered"):
        assert told[once] == 1 or once == "matter_receipt_noted", once
    for one, other in ((sichuan, chongqing), (chongqing, sichuan)):
        sent = sorted(one.rows("SELECT uid, digest FROM federation_outbound"))
        assert sent == sorted(other.rows("SELECT uid, digest FROM federation_inbound"))
        assert one.rows("SELECT count(*) FROM federation_outbound WHERE receipt = ''") == [(0,)]
    for platform in (sichuan, chongqing):
        positions = sorted(p for (p,) in platform.rows("SELECT position FROM register_seal"))
        assert positions == list(range(len(positions)))
        report = json.loads(platform.run("check", "--json"))
        assert report["missing_triggers"] == report["failing_work"] == []
        entries = platform.rows("SELECT count(*) FROM register_entry")[0][0]
        assert len(platform.rows("SELECT 1 FROM register_seal WHERE kind = 'register-batch'")) == entries
    newest = sichuan.hand("sheet")
    assert newest["number"] == case["number"]
    assert "mediation_declined" in [row["event"] for row in newest["timeline"]]
