"""Kill a process at every step of a log's life: no fork, no lost acknowledgement, the same deposit at the same index.

`make test` draws some points of each scenario by a printed seed, `make test-all` (TONGBAN_TIER=all) takes every one.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter

import ledger_crasher as crasher
import pytest
from ledger_samples import LOG_KEY, WITNESS_KEY, create, reopen, statement

from courtlog import LogReader, check_log
from courtlog.batch import Batches
from courtlog.merkle import leaf_hash, nodes_of, range_hash
from courtlog.rebuild import rebuild
from courtlog.shards import check_link, start_next
from courtlog.tiles import TileTree, decode_bundle
from courtlog.witness import origin_digest

ALL = os.environ.get("TONGBAN_TIER") == "all"
SEED = os.environ.get("TONGBAN_SEED") or str(random.randrange(10**6))
SAMPLE = 3
FEWEST = 1000


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    home = tmp_path_factory.mktemp("crash") / "template"
    home.mkdir()
    crasher.make_template(home)
    return home


@pytest.fixture(scope="module")
def play():
    """Ask the crasher, a process of its own that forks well since it has one thread."""
    command = [sys.executable, crasher.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def ask(scenario, home, at=-1, mode="kill"):
            process.stdin.write(json.dumps({"scenario": scenario, "home": str(home), "at": at, "mode": mode}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


def copied(template, home, scenario):
    shutil.copytree(template, home)
    if scenario in ("witnessed", "promised"):
        (home / "outside").rename(home / "log/policy.tlog-policy")
    return home


def points_of(play, template, home, scenario):
    """Every (step, mode) of a scenario; a mode counts at the steps where it differs from a mere kill."""
    answer = play(scenario, copied(template, home, scenario))
    shutil.rmtree(home)
    assert not answer["killed"], answer
    return [(at, mode) for at, modes in enumerate(json.loads(answer["told"]), 1) for mode in modes]


def entries_of(log):
    tree = TileTree(log.size, log.read_public)
    return [one for number in range((log.size + 255) // 256) for one in decode_bundle(tree.data("entries", number))]


def acks(home):
    lines = (home / "acks").read_text().splitlines() if (home / "acks").exists() else []
    return [json.loads(line) for line in lines]


def published(directory):
    path = directory / "public/checkpoint"
    return [LogReader(directory).head().checkpoint] if path.exists() and (directory / "log.json").exists() else []


def heads_after(home, scenario):
    """Every head that somebody outside may have seen by now."""
    heads = published(home / "log")
    if scenario in ("witnessed", "promised") and (home / "witness.sqlite3").exists():
        shown = crasher.witness(home / "witness.sqlite3").newest(origin_digest(LOG_KEY.name))
        heads += [LogReader(home / "log").check_head(shown).checkpoint] if shown else []
    return heads


def check_history(log, heads):
    node = nodes_of([leaf_hash(entry) for entry in entries_of(log)])
    for head in heads:
        assert range_hash(0, head.size, node) == head.root, "two histories were signed"


def check_deposits(log, acknowledged, first, shown):
    """Everything acknowledged is there, what was proven was published, and depositing again changes no index."""
    numbers = sorted({n for group in crasher.GROUPS for n in group if n >= crasher.BASE})
    again = {n: one.index for n, one in zip(numbers, log.deposit([statement(n) for n in numbers]), strict=True)}
    assert sorted(again.values()) == list(range(first, first + len(numbers)))
    for number, index, proven in acknowledged:
        assert again.get(number, number) == index
        assert log.entry(index) == statement(number)
        assert not proven or index < shown, "a proof was acknowledged that nobody can see"


def check_log_of(home, scenario, *, fsck):
    heads = heads_after(home, scenario)
    shown = heads[0].size
    cosigners = crasher.OneWitness(home / "witness.sqlite3") if scenario in ("witnessed", "promised") else None
    with reopen(home / "log", cosigners=cosigners) as log:
        check_deposits(log, acks(home), crasher.BASE, shown)
        check_history(log, [*heads, log.head().checkpoint])
    assert not fsck or list(check_log(home / "log")) == []


def check_shard(home, *, fsck):
    old, new = home / "log", home / "next"
    heads, shown = [*published(old)], sum(head.size for head in published(new))
    with start_next(old, new, crasher.NEXT, crasher.NEXT_WITNESS, old_keys=(LOG_KEY, WITNESS_KEY)) as log:
        numbers = [n for group in crasher.GROUPS for n in group]
        again = {n: one.index for n, one in zip(numbers, log.deposit([statement(n) for n in numbers]), strict=True)}
        assert sorted(set(again.values())) == list(range(1, 11))
        for number, index, proven in acks(home):
            assert (again[number], log.entry(index)) == (index, statement(number))
            assert not proven or index < shown
        check_link(LogReader(old), log)
    assert LogReader(old).size == crasher.BASE + 1
    check_history(LogReader(old), heads)
    assert not fsck or list(check_log(old)) == list(check_log(new)) == []


def check_created(home, *, fsck):
    directory = home / "new"
    heads = published(directory)
    with reopen(directory) if (directory / "log.json").exists() else create(directory) as log:
        for number, index, _ in acks(home):
            assert log.entry(index) == statement(number)
            assert index < heads[0].size
        check_history(log, heads)
        log.deposit([statement(0)])
    assert not fsck or list(check_log(directory)) == []


def check_batched(home, *, fsck):
    with reopen(home / "log") as log:
        for root, index, _ in acks(home):
            log.entry(index)
            Batches(home / "log").prove(root, 8)
    assert not fsck or list(check_log(home / "log")) == []


def check(home, scenario, *, fsck):
    special = {"shard": check_shard, "created": check_created, "batched": check_batched}
    if scenario in special:
        special[scenario](home, fsck=fsck)
        return
    if scenario == "rebuilt":
        rebuild(home / "log")
    check_log_of(home, scenario, fsck=fsck)


@pytest.mark.parametrize("mode", crasher.MODES)
@pytest.mark.parametrize("scenario", crasher.SCENARIOS)
def test_a_process_killed_at_any_step_neither_forks_nor_loses_nor_repeats(template, tmp_path, play, scenario, mode):
    points = [at for at, possible in points_of(play, template, tmp_path / "dry", scenario) if possible == mode]
    if not ALL:
        points = random.Random(f"{SEED} {scenario} {mode}").sample(points, min(SAMPLE, len(points)))
    print(f"TONGBAN_SEED={SEED}, {scenario}, {mode}: {len(points)} points")
    for at in points:
        print("step", at)
        home = copied(template, tmp_path / str(at), scenario)
        answer = play(scenario, home, at, mode)
        assert answer["killed"] or scenario == "queue", answer["told"]
        check(home, scenario, fsck=at % 4 == 0)
        shutil.rmtree(home)


def test_there_are_at_least_1000_points(template, tmp_path, play):
    points = {name: points_of(play, template, tmp_path / "dry", name) for name in crasher.SCENARIOS}
    print({name: Counter(mode for _, mode in found) for name, found in points.items()})
    assert sum(map(len, points.values())) >= FEWEST
