"""Gathering cosignatures from real servers: honest witnesses, and every way in which one can fail or lie."""

import gzip
import shutil
import threading
import time
from contextlib import ExitStack

import pytest
from ledger_people import History, witness
from ledger_samples import LOG_KEY, START, create, key, reopen, statement
from ledger_servers import serving

from courtlog.errors import Malformed, Missing, RolledBack
from courtlog.gathering import Gathering
from courtlog.note import COSIGNATURE, Note
from courtlog.policy import Policy
from courtlog.signing import cosign
from courtlog.web import TEXT, Answer
from courtlog.witness import SIZE_TYPE, application

LOG = History(400)


def now():
    return START


def answering(answer):
    """Give a server that answers everything alike; `answer` is an `Answer` or makes one from the request."""

    def serve(environ, start):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        return (answer(environ, body) if callable(answer) else answer).send(start)

    return serve


def signed_as(name, time=START, text=None, claim=None):
    """Give a server whose witness signs without looking, perhaps at another time, another text, as another."""

    def answer(_, body):
        note = Note.parse(body.partition(b"\n\n")[2])
        cosigned = cosign(Note(text or note.text, ()), key(name, COSIGNATURE), time).encode().decode()
        return Answer(200, cosigned.partition("\n\n")[2].replace(name, claim or name).encode())

    return answering(answer)


class Stalling:
    """Answers when told to, and not before."""

    def __init__(self):
        self.told, self.asked = threading.Event(), 0

    def __call__(self, _, start):
        self.asked += 1
        self.told.wait(30)
        return Answer(500).send(start)


class Dripping:
    """Sends one byte at a time, for ever."""

    def __call__(self, _, start):
        start("200 OK", [("Content-Type", "text/plain")])
        for _ in range(1000):
            time.sleep(0.05)
            yield b"x"


class Row:
    """Four witnesses behind addresses, of whom three must cosign; any may be replaced by another server."""

    def __init__(self, tmp_path, quorum="group g 3 a b c d\nquorum g\n", clock=now, **others):
        tmp_path.mkdir(exist_ok=True)
        self.stack, lines = ExitStack(), [f"log {LOG_KEY.verifier}"]
        self.honest = {}
        for name in "abcd":
            if name not in others:
                self.honest[name] = witness(tmp_path / f"{name}.sqlite3", f"{name}.example", clock=clock)
            url = self.stack.enter_context(serving(others.get(name) or application(self.honest[name])))
            lines.append(f"witness {name} {key(f'{name}.example', COSIGNATURE).verifier} {url}")
        self.policy = Policy.parse(("\n".join(lines) + "\n" + quorum).encode())
        self.gathering = Gathering(self.policy, now, seconds=5)

    def gather(self, size, log=LOG):
        return self.gathering.gather(log.head(size), lambda old: log.proof(old, size))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stack.close()


def test_three_of_four_cosign_and_the_policy_accepts_the_head(tmp_path):
    with Row(tmp_path) as row:
        for size in (3, 3, 4, 300):
            head = row.policy.check(row.gather(size).encode())
            assert (head.checkpoint.size, len(head.cosignatures) >= 3) == (size, True)


def test_a_witness_that_knows_another_size_gets_a_proof_from_there(tmp_path):
    with Row(tmp_path) as row:
        for name, size in (("a", 1), ("b", 7), ("c", 256)):
            assert row.honest[name].add_checkpoint(LOG.request(0, size)).status == 200
        assert len(row.policy.check(row.gather(300).encode()).cosignatures) >= 3


LIES = {
    "answers 500": answering(Answer(500)),
    "answers nonsense": answering(Answer(200, b"\xff\x00" * 50)),
    "answers nothing": answering(Answer(200)),
    "answers too much": answering(Answer(200, b"x" * 2_000_000)),
    "answers with a bomb": answering(Answer(200, gzip.compress(bytes(10**7)), TEXT, (("Content-Encoding", "gzip"),))),
    "redirects": answering(Answer(302)),
    "signs another head": signed_as("d.example", text=LOG.head(2).text),
    "signs in another's name": signed_as("x.example", claim="d.example"),
    "leaves another's line": signed_as("x.example"),
    "signs an old time": signed_as("d.example", START - 3600),
    "signs a future time": signed_as("d.example", START + 3600),
    "claims a larger size": answering(Answer(409, b"500\n", SIZE_TYPE)),
    "claims a strange size": answering(Answer(409, b"-1\n", SIZE_TYPE)),
    "claims an enormous size": answering(Answer(409, b"9" * 400_000, SIZE_TYPE)),
    "always claims another size": answering(Answer(409, b"1\n", SIZE_TYPE)),
    "drips": Dripping(),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_witness_that_lies_or_fails_neither_blocks_nor_breaks_the_log(tmp_path, lie):
    with Row(tmp_path, d=lie) as row:
        began = time.monotonic()
        head = row.policy.check(row.gather(5).encode())
        assert (len(head.cosignatures), time.monotonic() - began < 4) == (3, True)
        with pytest.raises(Missing, match="quorum"):
            Gathering(Policy.parse(_all_needed(row)), now, seconds=0.5).gather(
                LOG.head(5), lambda old: LOG.proof(old, 5)
            )


def _all_needed(row):
    lines = [f"witness {name} {one} {row.policy.urls[one]}" for name, one in row.policy.witnesses.items()]
    return "\n".join([*lines, "group g all a b c d", "quorum g", ""]).encode()


def test_a_witness_that_stalls_costs_one_thread_and_is_asked_again_when_it_is_free(tmp_path):
    stalling = Stalling()
    with Row(tmp_path, d=stalling) as row:
        before = threading.active_count()
        for size in range(1, 12):
            row.gather(size)
        assert stalling.asked <= 1
        stalling.told.set()
        assert threading.active_count() <= before + 12


def test_two_of_four_that_fail_leave_no_quorum_and_the_reasons_are_told(tmp_path):
    row = Row(tmp_path, c=answering(Answer(500)), d=answering(Answer(403)))
    with row, pytest.raises(Missing, match=r"status 500.*status 403"):
        row.gather(5)


def test_two_regions_and_a_neutral_need_each_region_or_the_neutral_beside_one(tmp_path):
    both = "group cq any a b\ngroup sc any c\ngroup q 2 cq sc d\nquorum q\n"
    with Row(tmp_path, both, c=answering(Answer(500))) as row:
        assert len(row.policy.check(row.gather(5).encode()).cosignatures) >= 2
    row = Row(tmp_path / "other", both, c=answering(Answer(500)), d=answering(Answer(500)))
    with row, pytest.raises(Missing):
        row.gather(5)


def test_a_larger_head_that_a_witness_can_show_stops_the_log(tmp_path):
    with Row(tmp_path) as row:
        for one in row.honest.values():
            one.add_checkpoint(LOG.request(0, 9))
        with pytest.raises(RolledBack, match="9 entries"):
            row.gather(5)


def test_a_head_shown_by_a_witness_that_another_log_signed_stops_nothing(tmp_path):
    other = History(signer=key("other.example/log"))

    def lie(environ, _):
        if environ["REQUEST_METHOD"] == "GET":
            return Answer(200, other.head(30, "other.example/log").encode())
        return Answer(409, b"30\n", SIZE_TYPE)

    with Row(tmp_path, d=answering(lie)) as row:
        assert len(row.policy.check(row.gather(5).encode()).cosignatures) == 3


def test_an_address_that_is_none_is_refused_when_the_policy_is_read():
    policy = Policy.parse(f"witness a {key('a.example', COSIGNATURE).verifier} file:///etc\nquorum a\n".encode())
    with pytest.raises(Malformed, match="address"):
        Gathering(policy, now)


# The log with real witnesses.


@pytest.fixture
def row(tmp_path):
    with Row(tmp_path) as row:
        yield row


def grown(path, row, count=3):
    with create(path) as log:
        (path / "policy.tlog-policy").write_bytes(_with_log(row))
        assert not log.deposit([statement(0)])[0].repeated
    with reopen(path, cosigners=row.gathering) as log:
        for number in range(1, count):
            assert log.deposit([statement(number)])[0].proven
        return log.head()


def _with_log(row):
    lines = [f"witness {name} {one}" for name, one in row.policy.witnesses.items()]
    return "\n".join([f"log {LOG_KEY.verifier}", *lines, "group g 3 a b c d", "quorum g", ""]).encode()


def test_a_log_publishes_only_what_its_quorum_has_cosigned(tmp_path, row):
    head = grown(tmp_path / "log", row)
    assert len(row.policy.check(head.note).cosignatures) >= 3


def test_a_log_restored_with_its_lock_store_signs_nothing_because_a_witness_knows_more(tmp_path, row):
    grown(tmp_path / "log", row, 2)
    shutil.copytree(tmp_path / "log", tmp_path / "backup")
    with reopen(tmp_path / "log", cosigners=row.gathering) as log:
        log.deposit([statement(5)])
    with pytest.raises(RolledBack, match="backup"):
        reopen(tmp_path / "backup", cosigners=row.gathering)
    with reopen(tmp_path / "log", cosigners=row.gathering) as log:
        assert log.size == 3


def test_a_log_does_not_start_when_the_silent_witnesses_could_be_a_quorum(tmp_path, row):
    grown(tmp_path / "log", row)
    lines = [f"witness {name} {one} http://127.0.0.1:9" for name, one in row.policy.witnesses.items() if name != "a"]
    a = row.policy.witnesses["a"]
    rest = "\n".join([f"witness a {a} {row.policy.urls[a]}", "group g 3 a b c d", "quorum g", ""])
    alone = Gathering(Policy.parse("\n".join([*lines, rest]).encode()), now, seconds=0.5)
    with pytest.raises(Missing, match="rolled back"):
        reopen(tmp_path / "log", cosigners=alone)


def test_promises_are_given_while_two_witnesses_stall_and_proofs_follow(tmp_path):
    stalled = Stalling()
    with Row(tmp_path, c=stalled, d=stalled) as row:
        row.gathering = Gathering(row.policy, now, seconds=0.5)
        create(tmp_path / "log").close()
        (tmp_path / "log" / "policy.tlog-policy").write_bytes(_with_log(row))
        row.gathering.check_start = lambda _: None  # they began to stall after the log had started
        with reopen(tmp_path / "log", cosigners=row.gathering) as log:
            deposited = log.deposit([statement(7)])[0]
            assert (deposited.proven, log.size, bool(deposited.promise)) == (False, 0, True)
    with Row(tmp_path) as row, reopen(tmp_path / "log", cosigners=row.gathering) as log:
        log.publish()
        assert log.size == 1
        assert log.deposit([statement(7)])[0].proven
