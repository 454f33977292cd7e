"""The witness protocol: what it cosigns, what it refuses and with which status, and what it never forgets."""

import base64
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from ledger_people import History, request, witness
from ledger_samples import LOG_KEY, ORIGIN, START, key
from ledger_servers import serving

from courtlog.checkpoint import Checkpoint
from courtlog.clock import ClockWrong, SteadyClock
from courtlog.conflict import Evidence
from courtlog.cosignature import verify_cosignature
from courtlog.errors import Conflict, LogError
from courtlog.merkle import EMPTY_ROOT
from courtlog.note import COSIGNATURE, ML_DSA_44, Note
from courtlog.signing import SignerKey, cosign, sign_note
from courtlog.witness import MAX_REQUEST, SIZE_TYPE, Witness, WitnessStore, application, origin_digest

KEY = key("w.example", COSIGNATURE)
LOG = History()


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state.sqlite3"


def line_of(answer, note, signer=KEY):
    """Give the checked cosignature in an answer."""
    assert answer.status == 200
    return verify_cosignature(Note.parse(note.text.encode() + b"\n" + answer.body), signer.verifier)


def test_a_head_that_extends_the_last_one_is_cosigned_with_the_time(state):
    one = witness(state)
    for old, new in ((0, 5), (5, 5), (5, 6), (6, 40)):
        assert line_of(one.add_checkpoint(LOG.request(old, new)), LOG.head(new)).time == START
        assert len(one.add_checkpoint(LOG.request(new, new)).body.splitlines()) == 1


def test_the_first_head_may_be_of_any_size_and_has_no_proof(state):
    one = witness(state)
    assert one.add_checkpoint(LOG.request(0, 9, [bytes(32)])).status == 422
    assert one.add_checkpoint(LOG.request(0, 9)).status == 200


def test_an_empty_log_is_cosigned_under_the_empty_root_only(state):
    one = witness(state)
    assert one.add_checkpoint(request(0, [], sign_note(Checkpoint(ORIGIN, 0, bytes(32)).text, LOG_KEY))).status == 422
    assert one.add_checkpoint(request(0, [], sign_note(Checkpoint(ORIGIN, 0, EMPTY_ROOT).text, LOG_KEY))).status == 200
    assert one.add_checkpoint(LOG.request(0, 3)).status == 200


@pytest.mark.parametrize("old", [0, 4, 6, 30])
def test_another_old_size_than_the_last_is_answered_with_the_size(state, old):
    one = witness(state)
    one.add_checkpoint(LOG.request(0, 5))
    answer = one.add_checkpoint(LOG.request(old, 30))
    assert (answer.status, answer.content_type, answer.body) == (409, SIZE_TYPE, b"5\n")


def test_a_request_that_is_repeated_or_reordered_changes_nothing(state):
    one = witness(state)
    requests = [LOG.request(0, 5), LOG.request(5, 9), LOG.request(9, 20)]
    for body in requests:
        assert one.add_checkpoint(body).status == 200
    for body in reversed(requests):
        assert one.add_checkpoint(body).body == b"20\n"
    assert Checkpoint.parse(Note.parse(one.newest(origin_digest(ORIGIN))).text).size == 20


def test_a_smaller_head_is_never_cosigned(state):
    one = witness(state)
    one.add_checkpoint(LOG.request(0, 20))
    assert one.add_checkpoint(request(20, [], LOG.head(9))).status == 400
    assert one.add_checkpoint(request(9, [], LOG.head(9))).status == 409


@pytest.mark.parametrize("proof", [[], [bytes(32)], [bytes(32)] * 63])
def test_a_proof_that_does_not_fit_is_unprocessable(state, proof):
    one = witness(state)
    one.add_checkpoint(LOG.request(0, 5))
    assert one.add_checkpoint(LOG.request(5, 9, proof)).status == 422
    assert one.add_checkpoint(LOG.request(5, 9)).status == 200


def test_a_second_history_is_never_cosigned(state):
    one, other = witness(state), History(branch=1, same=4)
    one.add_checkpoint(LOG.request(0, 5))
    assert one.add_checkpoint(other.request(5, 9)).status == 422
    assert one.add_checkpoint(LOG.request(5, 9)).status == 200


def test_two_heads_of_one_size_are_kept_as_evidence(state):
    kept = []
    one = witness(state, convict=lambda *pair: kept.append(pair))
    one.add_checkpoint(LOG.request(0, 5))
    assert one.add_checkpoint(request(5, [], History(branch=1).head(5))).status == 409
    (pair,) = kept
    with pytest.raises(Conflict, match="two histories"):
        Evidence.of(*pair, [LOG_KEY.verifier]).judge()


def test_an_unknown_log_and_an_unknown_or_wrong_signature_are_told_apart(state):
    one = witness(state)
    stranger = key("other.example/log")
    foreign = sign_note(Checkpoint(stranger.name, 0, EMPTY_ROOT).text, stranger)
    assert one.add_checkpoint(request(0, [], foreign)).status == 404
    impostor = key(ORIGIN + "?")
    forged = sign_note(LOG.head(5).text, impostor)
    assert one.add_checkpoint(request(0, [], forged)).status == 403
    wrong = Note(LOG.head(6).text, LOG.head(5).signatures)
    assert one.add_checkpoint(request(0, [], wrong)).status == 403
    both = Note(LOG.head(5).text, (*forged.signatures, *LOG.head(5).signatures))
    assert one.add_checkpoint(request(0, [], both)).status == 200


def test_lines_by_strangers_are_neither_kept_nor_given_back(state):
    one = witness(state)
    note = cosign(LOG.head(5), key("stranger.example", COSIGNATURE), START)
    assert len(one.add_checkpoint(request(0, [], note)).body.splitlines()) == 1
    kept = Note.parse(one.newest(origin_digest(ORIGIN)))
    assert [line.name for line in kept.signatures] == [ORIGIN, "w.example"]


GOOD = LOG.request(5, 9)
BAD = {
    "nothing": b"",
    "no empty line": b"old 5\n",
    "no old size": GOOD.partition(b"\n")[2],
    "a sloppy size": GOOD.replace(b"old 5", b"old 05"),
    "a negative size": GOOD.replace(b"old 5", b"old -5"),
    "an enormous size": GOOD.replace(b"old 5", b"old " + b"9" * 4000),
    "no note": GOOD.partition(b"\n\n")[0] + b"\n\n",
    "an old size above the head's": GOOD.replace(b"old 5", b"old 10"),
    "a hash of 31 bytes in the root": GOOD.replace(
        LOG.head(9).text.split("\n")[2].encode(), base64.b64encode(bytes(31))
    ),
    "base64 that is none": GOOD.replace(b"\n", b"\n!\n", 1),
    "64 proof lines": request(5, [bytes(32)] * 64, LOG.head(9)),
    "not UTF-8": GOOD.replace(b"court", b"\xff\xfe"),
    "windows lines": GOOD.replace(b"\n", b"\r\n"),
    "a cut end": GOOD[:-40],
    "something behind": GOOD + b"more",
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_a_request_that_is_not_well_formed_is_a_bad_request(state, body):
    one = witness(state)
    one.add_checkpoint(LOG.request(0, 5))
    assert one.add_checkpoint(body).status == 400
    assert one.add_checkpoint(GOOD).status == 200


def test_no_changed_byte_makes_the_witness_cosign_something_else(state):
    one = witness(state)
    one.add_checkpoint(LOG.request(0, 5))
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(400):
        body = bytearray(GOOD)
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        assert one.add_checkpoint(bytes(body)).status != 200
    assert one.add_checkpoint(GOOD).status == 200


def test_a_clock_set_back_never_puts_times_out_of_order(state):
    times = iter([START, START - 30, START - 61, START + 5])
    one = witness(state, clock=lambda: next(times))
    assert line_of(one.add_checkpoint(LOG.request(0, 5)), LOG.head(5)).time == START
    assert line_of(one.add_checkpoint(LOG.request(5, 6)), LOG.head(6)).time == START
    assert one.add_checkpoint(LOG.request(6, 7)).status == 503
    assert line_of(one.add_checkpoint(LOG.request(6, 7)), LOG.head(7)).time == START + 5


@pytest.mark.parametrize(("wall", "sound"), [(10, True), (-50, True), (500, False), (-500, False)])
def test_a_clock_that_jumps_against_the_running_time_is_refused(wall, sound):
    now = {"wall": 1_800_000_000.0, "running": 100.0}
    clock = SteadyClock(lambda: now["wall"], lambda: now["running"])
    now["wall"] += 3600 + wall
    now["running"] += 3600
    if sound:
        assert clock() == 1_800_003_600 + wall
    else:
        with pytest.raises(ClockWrong):
            clock()


def test_a_machine_that_lost_its_clock_signs_nothing():
    with pytest.raises(ClockWrong):
        SteadyClock(lambda: 1000.0, lambda: 5.0)()


def test_a_witness_with_two_keys_gives_a_line_by_each_and_one_of_them_is_post_quantum(state):
    keys = [KEY, SignerKey("w.example/pq", ML_DSA_44, bytes(range(32)))]
    one = Witness([LOG_KEY.verifier], keys, WitnessStore(state, new=True), lambda: START)
    answer = one.add_checkpoint(LOG.request(0, 5))
    assert [line_of(answer, LOG.head(5), signer).time for signer in keys] == [START, START]


def test_a_witness_that_lost_its_state_does_not_start_and_an_old_state_is_not_made_anew(state):
    with pytest.raises(LogError, match="new key"):
        WitnessStore(state)
    WitnessStore(state, new=True).close()
    with pytest.raises(LogError, match="exists"):
        WitnessStore(state, new=True)


def test_a_witness_shares_no_key_with_a_log(state):
    same = SignerKey("w.example", COSIGNATURE, LOG_KEY.seed)
    with pytest.raises(LogError, match="own"):
        Witness([LOG_KEY.verifier], [same], WitnessStore(state, new=True), int)


def test_over_http_the_statuses_are_those_of_the_protocol(state):
    with serving(application(witness(state))) as url, httpx.Client(base_url=url) as web:
        assert web.post("/add-checkpoint", content=LOG.request(0, 5)).status_code == 200
        differs = web.post("/add-checkpoint", content=LOG.request(0, 9))
        assert (differs.status_code, differs.headers["content-type"], differs.text) == (409, SIZE_TYPE, "5\n")
        assert web.post("/add-checkpoint", content=b"x" * (MAX_REQUEST + 1)).status_code == 413
        assert web.get("/add-checkpoint").status_code == 405
        assert web.post("/elsewhere", content=b"").status_code == 404
        assert web.get(f"/{origin_digest(ORIGIN)}/checkpoint").content.startswith(LOG.head(5).text.encode())
        assert web.get(f"/{origin_digest('x')}/checkpoint").status_code == 404
        assert web.get("/../../etc/passwd").status_code == 404


def test_requests_at_once_give_one_history(state):
    one, results = witness(state), []
    branches = [History(branch=number) for number in range(8)]
    threads = [
        threading.Thread(target=lambda log=log: results.append(one.add_checkpoint(log.request(0, 7)).status))
        for log in branches
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [200] + [409] * 7


CHILD = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from ledger_people import History, witness
from courtlog.store import connect
import courtlog.witness as module

class Killing:
    steps = 0
    def __init__(self, connection):
        self.connection = connection
    def execute(self, *arguments):
        self.step()
        result = self.connection.execute(*arguments)
        self.step()
        return result
    def step(self):
        Killing.steps += 1
        if Killing.steps == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
    def __getattr__(self, name):
        return getattr(self.connection, name)

module.connect = lambda *arguments: Killing(connect(*arguments))
one, log = witness(Path(sys.argv[2])), History(branch=int(sys.argv[4]))
known = 0
for size in (3, 8, 17, 30):
    answer = one.add_checkpoint(log.request(known, size))
    if answer.status == 409:
        known = int(answer.body)
        answer = one.add_checkpoint(log.request(known, size)) if known <= size else answer
    print(answer.status, size, log.head(size).text.split()[2], flush=True)
    known = size
"""


def run_killed(state, at, branch):
    command = [sys.executable, "-c", CHILD, str(Path(__file__).parent), str(state), str(at), str(branch)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    cosigned = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("200")]
    return done.returncode, [(int(size), root) for size, root in cosigned]


def test_a_witness_killed_at_any_step_never_cosigns_two_histories(tmp_path):
    seed = int(os.environ.get("TONGBAN_SEED", random.randrange(2**32)))
    print("seed", seed)
    killed = 0
    for at in random.Random(seed).sample(range(1, 41), 6):
        state = tmp_path / f"{at}.sqlite3"
        WitnessStore(state, new=True).close()
        status, first = run_killed(state, at, branch=0)
        killed += status != 0
        _, second = run_killed(state, -1, branch=1)  # the other history is offered after the restart
        _, third = run_killed(state, -1, branch=0)
        branches = [
            log
            for log in (History(), History(branch=1))
            if any(root == log.head(size).text.split()[2] for size, root in first + second + third)
        ]
        assert len(branches) == 1, "two histories were cosigned"
    assert killed == 6
