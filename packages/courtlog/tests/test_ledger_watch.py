"""Mirror and monitor at work on two courts; then the attacks of the threat table, each caught by what it says."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
from ledger_samples import START, key, statement
from ledger_world import World, log_key

from courtlog import Log, Policy, Promise, SignerKey
from courtlog.cli import main
from courtlog.conflict import Evidence
from courtlog.disk import Disk
from courtlog.errors import Conflict, Contradiction, Malformed, Missing, RolledBack, WriterBusy
from courtlog.mirror import Forked, Mirror
from courtlog.monitor import Monitor
from courtlog.note import COSIGNATURE, Note
from courtlog.reader import RemoteTree, read_head
from courtlog.signing import cosign
from courtlog.web import DirectorySource

MIRROR_KEY = key("mirror.example", COSIGNATURE)
CQ = log_key("cq").verifier


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    monkeypatch.setattr("courtlog.disk.os.fsync", lambda _: None)


@pytest.fixture
def world(tmp_path):
    with World(tmp_path) as world:
        world.deposit("cq", 0, 300)
        world.deposit("sc", 500, 3)
        yield world


@pytest.fixture
def mirror(world):
    with Mirror(world.path / "mirror", world.policy, MIRROR_KEY, world.clock) as mirror:
        yield mirror


def source(world, name="cq"):
    return DirectorySource(world.folders[name])


def monitor(world, *mirrors):
    return Monitor(world.path / "seen", world.policy, {str(one): str(one) for one in mirrors}, world.clock)


def alarms(report, name="cq"):
    (log,) = (one for one in report["logs"] if one["origin"] == f"{name}.example/log")
    return [alarm["kind"] for alarm in log["alarms"]]


# The mirror.


def test_a_mirror_copies_a_log_in_its_layout_and_cosigns_what_it_keeps(world, mirror):
    head = mirror.copy(CQ, source(world))
    assert world.policy.check(head.note).checkpoint.size == 300
    assert Note.parse(head.note).by(MIRROR_KEY.verifier)
    copy = DirectorySource(mirror.folder(CQ.name))
    tree = RemoteTree(head.checkpoint, copy)
    assert [entry for _, entry in tree.entries(0, 300)] == [
        entry for _, entry in RemoteTree(head.checkpoint, source(world)).entries(0, 300)
    ]
    for path in world.folders["cq"].rglob("*"):
        if path.is_file() and path.name != "checkpoint" and ".p" not in str(path):
            assert (mirror.folder(CQ.name) / path.relative_to(world.folders["cq"])).read_bytes() == path.read_bytes()


def test_a_mirror_follows_a_log_as_it_grows_and_can_be_mirrored_itself(world, mirror):
    for first in (1000, 1001, 1300):
        mirror.copy(CQ, source(world))
        world.deposit("cq", first, 260)
        world.time += 60
    last = mirror.copy(CQ, source(world)).checkpoint
    with Mirror(world.path / "second", world.policy, key("m2.example", COSIGNATURE), world.clock) as second:
        assert second.copy(CQ, DirectorySource(mirror.folder(CQ.name))).checkpoint == last


class Stopped(BaseException):
    """The machine stops."""


class StoppingDisk(Disk):
    steps, at = 0, -1

    def step(self, name, path):
        self.steps += 1
        if self.steps == self.at:
            raise Stopped(name, path)


def copied(world, disk=None):
    with Mirror(world.path / "m", world.policy, MIRROR_KEY, world.clock, disk) as mirror:
        mirror.copy(CQ, source(world))
        return mirror.folder(CQ.name)


def test_a_copy_that_is_interrupted_at_any_step_is_resumed(world, monkeypatch):
    monkeypatch.setattr("courtlog.mirror._BATCH", 256)
    disk = StoppingDisk(world.path / "m")
    copied(world, disk)
    assert disk.steps > 20
    for at in range(1, disk.steps + 1, 3):
        shutil.rmtree(world.path / "m")
        disk.steps, disk.at = 0, at
        with pytest.raises(Stopped):
            copied(world, disk)
        copy = DirectorySource(copied(world))
        head = read_head(copy, [CQ]).checkpoint
        assert len(list(RemoteTree(head, copy).entries(0, 300))) == 300


def test_two_mirrors_do_not_write_to_one_folder(world, mirror):
    with pytest.raises(WriterBusy):
        Mirror(world.path / "mirror", world.policy, MIRROR_KEY, world.clock)
    assert mirror.head(CQ.name) is None


@pytest.mark.parametrize("name", ["tile/entries/000", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_no_changed_bit_in_any_file_of_the_source_is_copied(world, mirror, name):
    path = world.folders["cq"] / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises((Contradiction, Malformed)):
        mirror.copy(CQ, source(world))
    assert mirror.head(CQ.name) is None


def test_a_mirror_whose_copy_was_damaged_copies_again(world, mirror):
    mirror.copy(CQ, source(world))
    shutil.rmtree(mirror.folder(CQ.name) / "tile")
    world.deposit("cq", 900)
    head = mirror.copy(CQ, source(world)).checkpoint
    assert len(list(RemoteTree(head, DirectorySource(mirror.folder(CQ.name))).entries(0, 301))) == 301


def test_a_head_without_its_quorum_is_not_mirrored(world, mirror):
    world.branch("cq", "fork")
    world.alone("cq", "fork", 700, 5)
    with pytest.raises(Missing, match="quorum"):
        mirror.copy(CQ, DirectorySource(world.path / "fork" / "public"))


def test_another_history_under_a_second_key_of_the_log_is_not_copied_over_the_first(tmp_path):
    keys = [log_key("cq"), SignerKey("cq.example/log", 1, bytes(range(32)))]
    policy = Policy.parse("".join(f"log {one.verifier}\n" for one in keys).encode() + b"quorum none\n")
    for number, one in enumerate(keys):
        with Log.create(tmp_path / str(number), one) as log:
            log.deposit([statement(10 * number + entry) for entry in range(3 + number)])
    with Mirror(tmp_path / "m", policy, MIRROR_KEY, lambda: START) as mirror:
        first = mirror.copy(keys[0].verifier, DirectorySource(tmp_path / "0/public"))
        with pytest.raises(Contradiction, match="no longer begins"):
            mirror.copy(keys[1].verifier, DirectorySource(tmp_path / "1/public"))
        assert mirror.head(CQ.name) == first


# The monitor.


def test_a_monitor_finds_two_sound_logs_sound_and_gives_the_figures(world, mirror):
    mirror.copy(CQ, source(world))
    world.time += 100
    report = monitor(world, world.path / "mirror" / "public").watch()
    (cq,) = (one for one in report["logs"] if one["origin"] == CQ.name)
    assert (cq["size"], cq["since"], cq["age"], cq["alarms"]) == (300, START, 100, [])
    assert {name.split(" ")[0] for name in cq["places"]} == {"mirror", "witness"}
    assert json.loads((world.path / "seen" / "status.json").read_text()) == report


def test_a_log_that_signs_nothing_for_hours_is_reported(world):
    world.time += 8000
    assert alarms(monitor(world).watch()) == ["stale"]


def test_a_place_that_cannot_be_reached_is_told_and_is_no_alarm(world):
    world.stack.close()
    report = monitor(world).watch()
    assert report["logs"][0]["alarms"] == []
    assert any("cannot be reached" in notice for notice in report["logs"][0]["notices"])


def test_a_witness_that_is_ahead_is_an_alarm_only_when_the_log_withholds_for_minutes(world):
    world.time += 5000
    world.branch("cq", "ahead")
    with world.open("cq", "ahead") as log:  # cosigned, and published elsewhere than where the monitor looks
        log.deposit([statement(980)])
    assert "rollback" not in alarms(monitor(world).watch())
    world.time += 700
    assert "rollback" in alarms(monitor(world).watch())


@pytest.mark.parametrize("spoil", ["a forged line", "a damaged tile", "a spoilt report"])
def test_no_hostile_log_can_blind_the_monitor_to_the_others(world, spoil):
    monitor(world).watch()
    world.deposit("cq", 985, 2)
    head, cq = world.folders["cq"] / "checkpoint", world.folders["cq"]
    note = Note.parse(head.read_bytes())
    if spoil == "a forged line":
        false = [
            line if line.name == CQ.name else dataclasses.replace(line, data=bytes(72)) for line in note.signatures
        ]
        head.write_bytes(Note(note.text, tuple(false)).encode())
    elif spoil == "a damaged tile":
        (cq / "tile/1/000.p/1").write_bytes(bytes(32))
    else:
        (world.path / "seen/status.json").write_text("{")
    report = monitor(world).watch()
    assert bool(alarms(report)) == (spoil != "a spoilt report")
    assert alarms(report, "sc") == []


# The attacks.


def convicted(world, report, name="cq"):
    """The evidence that a round found, checked again from its file alone, and by the command."""
    (log,) = (one for one in report["logs"] if one["origin"] == f"{name}.example/log")
    paths = {alarm["evidence"] for alarm in log["alarms"] if alarm["kind"] == "conflict"}
    (world.path / "policy").write_text(world.text)
    for path in paths:
        assert main(["conflict", path, "--policy", str(world.path / "policy")]) == 4
    return paths.pop()


def test_attack_edit_a_row(world, mirror):
    """An administrator changes an entry that is published: mirror and monitor refuse what no longer gives the root."""
    path = world.folders["cq"] / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b"evidence", b"evidencf", 1))
    with pytest.raises(Contradiction):
        mirror.copy(CQ, source(world))
    assert alarms(monitor(world).watch()) == ["entries"]


def test_attack_roll_back_the_whole_machine(world):
    """The operator restores everything, lock store too: the witnesses know more, so the log signs nothing."""
    world.branch("cq", "backup")
    world.deposit("cq", 900)
    with pytest.raises(RolledBack):
        world.open("cq", "backup")


def test_attack_publish_an_old_state_again(world, mirror, capsys):
    """The operator takes the newest entries from the public: mirror, monitor and witnesses remember them."""
    old = world.path / "old"
    shutil.copytree(world.folders["cq"], old)
    monitor(world).watch()
    world.deposit("cq", 900)
    mirror.copy(CQ, source(world))
    seen = monitor(world)
    seen.watch()
    shutil.rmtree(world.folders["cq"])
    shutil.copytree(old, world.folders["cq"])
    with pytest.raises(RolledBack):
        mirror.copy(CQ, source(world))
    world.time += 700
    report = seen.watch()
    assert "rollback" in alarms(report)
    assert sum("entries were taken back" in alarm["text"] for alarm in report["logs"][0]["alarms"]) >= 3
    assert capsys.readouterr().err == ""


def test_attack_fork_no_quorum_cosigns_both_histories(world):
    """A split view needs a quorum for each side, and any two quorums share a witness that is honest."""
    world.branch("cq", "fork")
    world.deposit("cq", 900)
    with pytest.raises(RolledBack):
        world.open("cq", "fork")
    world.alone("cq", "fork", 700, 1)
    head = Note.parse((world.path / "fork" / "public" / "checkpoint").read_bytes())
    request = b"old 301\n\n" + head.encode()
    assert [one.add_checkpoint(request).status for one in world.witnesses.values()] == [409] * 3


def test_attack_fork_that_is_shown_to_one_person_convicts_the_operator(world, capsys):
    """The head of a split view, signed by the log alone, meets the head that everybody else has."""
    world.branch("cq", "fork")
    world.deposit("cq", 900)
    monitor(world).watch()
    shown = world.alone("cq", "fork", 700, 1)
    (world.folders["cq"] / "checkpoint").write_bytes(shown)
    report = monitor(world).watch()
    assert {"conflict", "quorum"} <= set(alarms(report))
    convicted(world, report)
    assert capsys.readouterr().out.startswith("CONFLICT\ncq.example/log signed two histories")


def test_attack_fork_of_another_size_convicts_the_operator_by_a_path(world, capsys):
    """The forked log grows past what was seen: its own tiles show that it no longer begins with what it signed."""
    world.branch("cq", "fork")
    world.deposit("cq", 900)
    monitor(world).watch()
    world.alone("cq", "fork", 700, 60)
    shutil.rmtree(world.folders["cq"])
    shutil.copytree(world.path / "fork" / "public", world.folders["cq"])
    report = monitor(world).watch()
    path = convicted(world, report)
    evidence = Evidence.parse(Path(path).read_bytes())
    assert evidence.root is not None
    assert capsys.readouterr().out.startswith("CONFLICT")


def test_attack_fork_is_found_by_the_mirror(world, mirror):
    mirror.copy(CQ, source(world))
    world.branch("cq", "fork")
    (world.path / "fork" / "policy.tlog-policy").unlink()
    for name in ("entries.sqlite3", "lock.sqlite3", "public", "log.json"):
        path = world.path / "fork" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    Log.create(world.path / "fork", log_key("cq"), clock=world.clock).close()
    world.alone("cq", "fork", 2000, 320)
    note = Note.parse((world.path / "fork" / "public" / "checkpoint").read_bytes())
    for name in ("cq", "sc"):  # a colluding quorum
        note = cosign(note, key(f"w.{name}.example", COSIGNATURE), world.time)
    (world.path / "fork" / "public" / "checkpoint").write_bytes(note.encode())
    with pytest.raises(Forked) as caught:
        mirror.copy(CQ, DirectorySource(world.path / "fork" / "public"))
    with pytest.raises(Conflict):
        caught.value.evidence.judge([CQ])


def test_attack_back_date_a_deposit(world):
    """The operator sets its clock back: the quorum's clocks, not its own, say since when."""
    world.time += 3600
    with world.open("cq", clock=lambda: START - 10**6) as log:
        (deposited,) = log.deposit([statement(950)])
        proof = log.proof(deposited.index)
    assert world.policy.check(proof.head).since.time == START + 3600


def test_attack_back_date_with_a_colluding_witness_convicts_the_witness(world):
    """A witness that puts an old time under a new head contradicts what it cosigned before."""
    before = source(world).read("checkpoint", 10**6)
    signer = key("w.cq.example", COSIGNATURE)
    before = cosign(Note(Note.parse(before).text, Note.parse(before).signatures[:1]), signer, START).encode()
    head = world.deposit("cq", 960)
    bare = Note.parse(head.note)
    dated = cosign(Note(bare.text, bare.signatures[:1]), signer, START - 3600).encode()
    with pytest.raises(Conflict, match="turned back"):
        Evidence.of(before, dated, [signer.verifier]).judge()


def test_attack_censor_a_promise_is_evidence(world):
    """An entry that was promised and never published: the promise is signed, and the log of today shows no entry."""
    with world.open("cq") as log:
        (deposited,) = log.deposit([statement(970)])
        assert Promise.open(deposited.promise, CQ, statement(970)).index == 300
