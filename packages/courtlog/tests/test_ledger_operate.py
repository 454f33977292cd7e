"""The commands of an operator, run as an operator runs them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest
from ledger_samples import PARTY_KEY, statement

from courtlog import LogReader, check_log
from courtlog.cli import main
from courtlog.tiles import encode_bundle


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def directory(tmp_path):
    assert main(["init", str(tmp_path / "log"), "--origin", "court.example/log"]) == 0
    (tmp_path / "issuers.txt").write_text(f"{PARTY_KEY.verifier}\n")
    return tmp_path / "log"


@pytest.fixture
def serve(directory):
    started = []

    def serve(*options):
        port = free_port()
        command = [sys.executable, "-m", "courtlog.cli", "serve", str(directory), "--port", str(port), *options]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0))
        url, end = f"http://127.0.0.1:{port}", time.monotonic() + 60
        while time.monotonic() < end:
            try:
                ask(f"{url}/health")
                return url, started[-1]
            except httpx.HTTPError:
                time.sleep(0.05)
        raise AssertionError("the log does not answer")

    yield serve
    for one in started:
        try:
            os.killpg(one.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        one.wait()


def ask(url, body=None):
    asked = httpx.post(url, content=body, timeout=20) if body else httpx.get(url, timeout=20)
    return asked.raise_for_status().content


def test_a_served_log_survives_kill_9_and_takes_the_same_deposits_once(directory, serve, tmp_path):
    issuers = ("--issuers", str(tmp_path / "issuers.txt"), "--processes", "1")
    for _ in range(2):
        url, process = serve(*issuers)
        body = encode_bundle([statement(number) for number in range(5)])
        deposited = json.loads(ask(f"{url}/add?wait=proof", body))["deposited"]
        assert [(one["index"], one["proven"]) for one in deposited] == [(number, True) for number in range(5)]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert LogReader(directory).size == 5
    assert list(check_log(directory)) == []


def test_readers_serve_beside_the_writer(directory, serve, tmp_path):
    writer, _ = serve("--issuers", str(tmp_path / "issuers.txt"), "--processes", "1")
    reader, _ = serve()
    ask(f"{writer}/add?wait=proof", encode_bundle([statement(1)]))
    assert ask(f"{reader}/checkpoint") == ask(f"{writer}/checkpoint") == LogReader(directory).head().note
    assert ask(f"{reader}/tile/entries/000.p/1") == encode_bundle([statement(1)])
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        ask(f"{reader}/add", b"x")


def test_the_measurement_of_a_machine_prints_figures_beside_limits(tmp_path):
    command = [sys.executable, "-m", "courtlog.cli", "bench", tmp_path, "--seconds", "0.2"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    begins = ["this disk", "one deposit after another", "in groups of 256"]
    assert [line.partition(":")[0] for line in told] == begins
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["serve"], ["rebuild"], ["shard", "x", "--origin", "y"]], ids=lambda words: words[0])
def test_a_directory_without_a_log_is_one_sentence(tmp_path, words, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main([words[0], "nowhere", *words[1:]]) == 1
    assert "holds no log" in capsys.readouterr().err
