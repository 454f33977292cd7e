"""A second reader, written from docs/ledger alone, gives strange bundles the verdicts that courtlog gives."""

import os
import random
from collections import Counter

import pytest
from judge_bundle import Given, judge
from ledger_forge import Forge
from ledger_mutants import FAMILIES, mutants
from test_ledger_standalone import both

COUNT = 3_000 if os.environ.get("TONGBAN_TIER") == "all" else 250
STATUS = {0: "MATCH", 2: "ALTERED", 3: "NOT PROVEN", 66: "UNREADABLE"}


def test_the_sound_bundle_matches_for_all_readers(tmp_path):
    path = tmp_path / "b.zip"
    path.write_bytes(Forge(random.Random(0)).bundle())
    assert judge(path.read_bytes()) == ("MATCH", [])
    assert both(path) == (("MATCH", 0), ("MATCH", 0))


def test_strange_bundles_get_one_verdict_from_three_readers(tmp_path):
    """`verify.py` cannot check ML-DSA-44 and says so; the second reader then leaves those lines out too."""
    seed = os.environ.get("TONGBAN_SEED") or str(random.randrange(10**6))
    print(f"seed {seed}")
    path, differing, seen = tmp_path / "b.zip", [], Counter()
    for family, number, data in mutants(seed, COUNT):
        path.write_bytes(data)
        package, alone = (STATUS[status] for _, status in both(path))
        full, classic = judge(data)[0], judge(data, Given(quantum=False))[0]
        seen[package] += 1
        if (package, alone) != (full, classic):
            differing.append((family, number, package, full, alone, classic))
    assert differing == []
    assert set(seen) == {"MATCH", "ALTERED", "NOT PROVEN", "UNREADABLE"}


HASH = bytes(32)
NO_BATCH = (0, False, b"", b"ab", "", "ab", [], [1], [0, HASH], [-1, HASH], [True, HASH], [1, b"x"], {1: HASH, 2: HASH})


@pytest.mark.parametrize("members", NO_BATCH, ids=repr)
def test_members_that_are_no_number_and_root_make_a_statement_unreadable_for_all(tmp_path, members):
    forge, path = Forge(random.Random(0)), tmp_path / "b.zip"
    forge.payload["members"] = members
    path.write_bytes(forge.bundle())
    assert judge(path.read_bytes())[0] == "UNREADABLE"
    assert {STATUS[status] for _, status in both(path)} == {"UNREADABLE"}


def test_members_of_a_batch_are_read_by_all(tmp_path):
    forge, path = Forge(random.Random(0)), tmp_path / "b.zip"
    forge.payload["members"] = [2, HASH]
    path.write_bytes(forge.bundle())
    assert judge(path.read_bytes())[0] == "MATCH"
    assert {STATUS[status] for _, status in both(path)} == {"MATCH"}


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_of_mutants_has_members_that_are_not_believed(family):
    words = {judge(FAMILIES[family](random.Random(f"{family} {number}")))[0] for number in range(40)}
    assert words & {"ALTERED", "NOT PROVEN", "UNREADABLE"}
