"""Evidence of a fork: believed for what it shows and for trusted keys only, and never made against an honest log."""

import pytest
from ledger_world import World, log_key

from courtlog.conflict import Evidence
from courtlog.errors import Conflict, Contradiction, Malformed, Missing
from courtlog.note import Note
from courtlog.reader import RemoteTree
from courtlog.web import DirectorySource
from courtlog.witness import origin_digest

CQ = log_key("cq").verifier


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    monkeypatch.setattr("courtlog.disk.os.fsync", lambda _: None)


@pytest.fixture
def world(tmp_path):
    with World(tmp_path) as world:
        world.deposit("cq", 0, 300)
        yield world


def source(world):
    return DirectorySource(world.folders["cq"])


@pytest.fixture
def fork(world):
    world.branch("cq", "fork")
    honest = world.deposit("cq", 900, 8)
    other = world.alone("cq", "fork", 700, 3)
    tree = RemoteTree(honest.checkpoint, source(world))
    return other, honest.note, tree


def test_evidence_survives_its_file_and_is_believed_only_for_trusted_keys(fork):
    evidence = Evidence.of(*fork[:2], [CQ], fork[2], ("the courtroom", "the log"))
    again = Evidence.parse(evidence.encode())
    assert again == evidence
    with pytest.raises(Conflict):
        again.judge()
    with pytest.raises(Missing):
        again.judge([log_key("sc").verifier])


def test_no_false_path_convicts_an_honest_log(world):
    before = source(world).read("checkpoint", 10**6)
    newer = world.deposit("cq", 990, 5)
    tree = RemoteTree(newer.checkpoint, source(world))
    good = Evidence.of(before, newer.note, [CQ], tree)
    for changed in (
        good,
        Evidence(good.first, good.second, good.keys, bytes(32), good.path),
        Evidence(good.first, good.second, good.keys, bytes(32), ()),
        Evidence(good.first, good.second, good.keys, None, good.path),
        Evidence(good.second, good.first, good.keys, good.root, good.path),
    ):
        with pytest.raises(Missing):
            changed.judge()


def test_a_forged_head_convicts_nobody(fork):
    forged = Note(Note.parse(fork[0]).text.replace("303", "302"), Note.parse(fork[0]).signatures).encode()
    with pytest.raises(Contradiction):
        Evidence.of(forged, fork[1], [CQ], fork[2]).judge()


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"\xff", b"null", b'{"format": 1}', b"[" * 10**5, b"x" * 5 * 10**6]
)
def test_evidence_that_cannot_be_read_is_malformed(data):
    with pytest.raises(Malformed):
        Evidence.parse(data)


def test_a_folder_of_origins_cannot_be_climbed_out_of():
    assert origin_digest("../../x").isalnum()
