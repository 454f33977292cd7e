"""A witness of other people's making cosigns our log's heads, live; ours and theirs refuse the same requests."""

import re
import socket
import subprocess
import time

import httpx
import pytest
from conftest import TESTS
from ledger_people import History
from ledger_people import witness as ours
from ledger_samples import LOG_KEY, ORIGIN, START, create, reopen, statement
from ledger_servers import serving

from courtlog.errors import Missing, RolledBack
from courtlog.gathering import Gathering
from courtlog.log import system_clock
from courtlog.policy import Policy
from courtlog.witness import application

PROGRAM = TESTS.parents[2] / "tools" / "witness" / ".venv" / "bin" / "aics-witness"
LOG = History()


@pytest.fixture
def foreign(tmp_path, record_property):
    """Start the foreign witness; gives its address and verifier key."""
    if not PROGRAM.exists():
        pytest.skip("only on a machine with Python 3.12 or later (tools/prepare interop): no live witness judged us")
    record_property("judge", "aics-witness 0.1.0, live: heads of our log: accepts ours, refuses the tampered twin")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{free.getsockname()[1]}"
    config = ("-c", tmp_path / "w.json")
    made = subprocess.run([PROGRAM, "init", *config, "--name", "foreign.example/w1", "--listen", where],
                          check=True, capture_output=True, text=True)  # fmt: skip
    vkey = re.search(r"foreign\.example/w1\+\S+", made.stdout)[0]
    add = [PROGRAM, "add-log", *config, "--origin", ORIGIN, "--vkey", str(LOG_KEY.verifier)]
    subprocess.run(add, check=True, capture_output=True)
    process = subprocess.Popen([PROGRAM, "serve", *config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://{where}/", trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield f"http://{where}", vkey
    finally:
        process.terminate()
        process.wait(10)


def test_a_foreign_witness_cosigns_our_heads_and_stops_a_log_that_was_rolled_back(foreign, tmp_path):
    url, vkey = foreign
    text = f"log {LOG_KEY.verifier}\nwitness f {vkey} {url}\nquorum f\n"
    policy = Policy.parse(text.encode())
    create(tmp_path / "log").close()
    (tmp_path / "log/policy.tlog-policy").write_text(text)

    def opened(place="log"):
        return reopen(tmp_path / place, cosigners=Gathering(policy, system_clock))

    for number in range(3):
        with opened() as log:
            assert log.deposit([statement(2 * number), statement(2 * number + 1)])[0].proven
            assert policy.check(log.head().note).checkpoint.size == 2 * number + 2
    subprocess.run(["cp", "-r", tmp_path / "log", tmp_path / "backup"], check=True)
    with opened() as log:
        log.deposit([statement(9)])
    with pytest.raises(RolledBack):
        opened("backup")


REQUESTS = {
    "the first head": (LOG.request(0, 5), 200),
    "the same head again": (LOG.request(5, 5), 200),
    "an old size that is not the last": (LOG.request(3, 9), 409),
    "a proof of another history": (History(branch=1).request(5, 9), 422),
    "no proof": (LOG.request(5, 9, []), 422),
    "a larger old size than the head's": (LOG.request(5, 9).replace(b"old 5", b"old 10"), 400),
    "an unknown log": (LOG.request(5, 9).replace(b"court.example", b"other.example"), 404),
    "a wrong signature": (LOG.request(5, 9).replace(b"\n9\n", b"\n8\n"), 403),
    "a smaller head": (LOG.request(5, 9).replace(b"old 5", b"old 0"), 409),
    "growth": (LOG.request(5, 9), 200),
}


def test_a_foreign_witness_and_ours_answer_the_same_requests_alike(foreign, tmp_path):
    with serving(application(ours(tmp_path / "ours.sqlite3", clock=lambda: START))) as url:
        for what, (body, status) in REQUESTS.items():
            answers = [httpx.post(f"{one}/add-checkpoint", content=body, trust_env=False) for one in (foreign[0], url)]
            assert [one.status_code for one in answers] == [status, status], what
            if status == 409:
                assert answers[0].text == answers[1].text
                assert [one.headers["content-type"] for one in answers] == ["text/x.tlog.size"] * 2


def test_a_log_that_a_foreign_witness_does_not_know_gets_no_quorum(foreign):
    url, vkey = foreign
    policy = Policy.parse(f"witness f {vkey} {url}\nquorum f\n".encode())
    with pytest.raises(Missing, match="404"):
        Gathering(policy, system_clock).gather(LOG.head(5, "other.example/log"), lambda _: [])
