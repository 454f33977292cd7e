"""Tiles in an object store: a real S3 server in a process of its own, and between it and us a gateway with faults."""

import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest
from ledger_samples import LOG_KEY, START, create, key, reopen
from ledger_servers import serving

from courtlog import COSIGNATURE, LogReader, Policy
from courtlog.cli import main
from courtlog.errors import Contradiction, LogError, RolledBack, StoreDamaged
from courtlog.mirror import Mirror
from courtlog.monitor import Monitor
from courtlog.objects import Bucket, publish
from courtlog.reader import RemoteTree, read_head
from courtlog.web import HttpClient, Unreachable

PLACE = "bucket/log"
TILE, BUNDLE = f"/{PLACE}/tile/0/000", f"/{PLACE}/tile/entries/000"


@pytest.fixture(scope="module")
def server():
    """The port of an S3 server."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from moto.server import main; main()", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with closing(http.client.HTTPConnection("127.0.0.1", port)) as one:
                try:
                    one.request("GET", "/moto-api/data.json")
                    one.getresponse()
                    break
                except OSError:
                    time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()


class Gateway:
    """Hands requests to the server; `fault` says what to do to one: it gets its number, method and path.

    It also stands for the public address: the server asks for a signature, the public gives none.
    """

    def __init__(self, port):
        self.port, self.fault, self.done = port, lambda *_: None, []

    def ask(self, method, path, body=b"", headers=()):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as server:
            server.request(method, path, body, {"AUTHORIZATION": "AWS a:b", **dict(headers)})
            answer = server.getresponse()
            return answer.status, answer.getheaders(), answer.read()

    def __call__(self, environ, start):
        method, path, query = environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("QUERY_STRING")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
        headers["CONTENT-TYPE"] = environ.get("CONTENT_TYPE", "")
        fault = self.fault(len(self.done), method, path)
        self.done.append((method, path, fault))
        if fault == "stall":
            time.sleep(3)
        if fault in ("500", "stall"):
            start("500 Broken", [("Content-Length", "0")])
            return [b""]
        if fault == "half":
            body = body[: len(body) // 2]
            headers = {name: value for name, value in headers.items() if "X-AMZ-C" not in name}
        if fault == "overwrite":
            headers.pop("IF-NONE-MATCH", None)
        status, given, data = self.ask(method, f"{path}?{query}" if query else path, body, headers)
        if fault == "lost":
            status, given, data = 500, [], b""
        kept = [(name, value) for name, value in given if name.lower() in ("etag", "content-type", "last-modified")]
        start(f"{status} -", [*kept, ("Content-Length", str(len(data)))])
        return [data]

    def puts(self):
        return [path for method, path, _ in self.done if method == "PUT"]


@pytest.fixture
def gateway(server, monkeypatch):
    gateway = Gateway(server)
    gateway.ask("POST", "/moto-api/reset")
    gateway.ask("PUT", "/bucket")
    for name, value in (("ACCESS_KEY_ID", "a"), ("SECRET_ACCESS_KEY", "b"), ("REGION", "us-east-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    with serving(gateway) as url:
        gateway.url = url
        yield gateway


@pytest.fixture(scope="module")
def logs(tmp_path_factory, statements):
    """One log, twice: with 250 entries and with 290, so that its first tile becomes full in between."""
    place = tmp_path_factory.mktemp("objects")
    with create(place / "small") as log:
        log.deposit(statements[:250])
    shutil.copytree(place / "small", place / "large")
    with reopen(place / "large") as log:
        log.deposit(statements[250:290])
    return LogReader(place / "small"), LogReader(place / "large")


def bucket(gateway, seconds=10.0):
    return Bucket(f"s3://{PLACE}", gateway.url, seconds)


def public(gateway):
    return HttpClient(f"{gateway.url}/{PLACE}")


def shown(gateway):
    """Every entry under the head that the store shows, each checked; 0 entries when it shows none."""
    gateway.fault = lambda *_: None
    if (source := public(gateway)).read("checkpoint", 10_000) is None:
        return []
    head = read_head(source, [LOG_KEY.verifier]).checkpoint
    return [entry for _, entry in RemoteTree(head, source).entries(0, head.size)]


def test_whoever_reads_by_address_reads_the_store(gateway, logs, statements, tmp_path):
    publish(logs[0], bucket(gateway))
    publish(logs[1], bucket(gateway))
    assert shown(gateway) == statements[:290]
    address = f"{gateway.url}/{PLACE}"
    text = logs[1].policy().replace(str(LOG_KEY.verifier).encode(), f"{LOG_KEY.verifier} {address}".encode(), 1)
    policy = Policy.parse(text)
    with Mirror(tmp_path / "mirror", policy, key("mirror.example", COSIGNATURE), lambda: START + 10**6) as mirror:
        assert mirror.copy(LOG_KEY.verifier, public(gateway)).checkpoint.size == 290
    (report,) = Monitor(tmp_path / "seen", policy, {}, lambda: START + 10**6 + 60).watch()["logs"]
    assert (report["size"], report["alarms"]) == (290, [])


def test_files_are_created_once_and_the_checkpoint_comes_last(gateway, logs):
    store = bucket(gateway)
    for log in (*logs, logs[1]):
        publish(log, store)
        assert gateway.puts()[-1] == f"/{PLACE}/checkpoint"
    tiles = gateway.puts()
    second = tiles[tiles.index(f"/{PLACE}/checkpoint") + 1 :]  # before, some are put twice, to see that this is refused
    assert len(set(second)) == len(second)
    assert TILE in second
    assert gateway.puts().count(f"/{PLACE}/checkpoint") == 2
    listed = gateway.ask("GET", "/bucket?list-type=2")[2].decode()
    assert "/000.p/" not in listed.replace("tile/1/000.p/", "")
    assert "tile/entries/001.p/34" in listed


@pytest.mark.parametrize("fault", ["500", "lost", "stall"])
@pytest.mark.parametrize("where", ["tile", "entries/001", "checkpoint"])
def test_a_fault_of_the_store_leaves_a_head_that_all_can_follow(gateway, logs, statements, fault, where):
    """What fails for good ends the round; the store then shows one of the two heads, and whole."""
    publish(logs[0], bucket(gateway))
    gateway.fault = lambda _, method, path: fault if method == "PUT" and where in path else None
    with pytest.raises(Unreachable):
        publish(logs[1], bucket(gateway, 1.0))
    assert shown(gateway) in (statements[:250], statements[:290])
    assert publish(logs[1], bucket(gateway)).size == 290
    assert shown(gateway) == statements[:290]


def test_half_an_upload_that_the_store_took_for_whole_is_found_before_the_checkpoint(gateway, logs, statements):
    publish(logs[0], bucket(gateway))
    gateway.fault = lambda _, method, path: "half" if method == "PUT" and "/tile/" in path else None
    with pytest.raises(StoreDamaged):
        publish(logs[1], bucket(gateway))
    assert shown(gateway) == statements[:250]


@pytest.mark.parametrize("fault", ["500", "lost"])
def test_a_fault_that_passes_is_not_noticed(gateway, logs, statements, fault):
    gateway.fault = lambda _, method, path: fault if method == "PUT" and path not in gateway.puts() else None
    publish(logs[1], bucket(gateway, 10.0))
    assert shown(gateway) == statements[:290]
    assert fault in [what for _, _, what in gateway.done]


def test_an_object_is_never_replaced_by_another(gateway, logs, statements):
    publish(logs[0], bucket(gateway))
    gateway.ask("PUT", BUNDLE, b"something else")
    with pytest.raises(StoreDamaged, match=r"tile/entries/000 in s3://bucket/log is not what the log has"):
        publish(logs[1], bucket(gateway))
    assert gateway.ask("GET", BUNDLE)[2] == b"something else"
    gateway.ask("DELETE", BUNDLE)
    assert shown(gateway) == statements[:250]


def test_a_store_that_overwrites_is_refused_before_it_shows_a_head(gateway, logs):
    gateway.fault = lambda *_: "overwrite"
    with pytest.raises(LogError, match="overwrites objects although it is asked not to"):
        publish(logs[1], bucket(gateway))
    assert shown(gateway) == []


def test_a_log_that_went_back_or_is_another_one_is_refused(gateway, logs, tmp_path, statements):
    publish(logs[1], bucket(gateway))
    with pytest.raises(RolledBack):
        publish(logs[0], bucket(gateway))
    with create(tmp_path / "fork") as log:
        log.deposit(statements[:3])
        log.deposit(list(reversed(statements)))
        with pytest.raises(Contradiction, match="does not begin with the 290 entries"):
            publish(log, bucket(gateway))
    assert shown(gateway) == statements[:290]


def test_a_damaged_file_of_the_log_is_not_published(gateway, logs, tmp_path, statements):
    publish(logs[0], bucket(gateway))
    copy = shutil.copytree(logs[1].directory, tmp_path / "log")
    path = copy / "public/tile/entries/000"
    held = path.read_bytes()
    path.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))
    with pytest.raises(Contradiction):
        publish(LogReader(copy), bucket(gateway))
    assert shown(gateway) == statements[:250]


def test_a_publisher_killed_at_any_request_leaves_a_head_that_all_can_follow(gateway, logs, statements):
    publish(logs[0], bucket(gateway))
    store = gateway.ask("GET", "/bucket?list-type=2")[2].count(b"<Key>")
    seed = os.environ.get("TONGBAN_SEED") or str(random.randrange(10**6))
    print("TONGBAN_SEED", seed)
    points = [(number, fault) for number in range(1, 14) for fault in ("500", None)]
    if os.environ.get("TONGBAN_TIER") != "all":
        points = random.Random(seed).sample(points, 3)
    command = [sys.executable, "-m", "courtlog.cli", "publish", str(logs[1].directory), "--store", f"s3://{PLACE}",
               "--endpoint", gateway.url]  # fmt: skip
    killed = 0
    for at, fault in points:
        begin = len(gateway.done)
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

        def strike(number, *_, at=at, fault=fault, begin=begin, child=child):
            if number - begin != at:
                return None
            child.send_signal(signal.SIGKILL)
            return fault

        gateway.fault = strike
        told, _ = child.communicate(timeout=60)
        killed += child.returncode == -signal.SIGKILL
        assert child.returncode in (0, -signal.SIGKILL), told
        assert shown(gateway) in (statements[:250], statements[:290]), (at, fault)
    assert killed
    assert store < gateway.ask("GET", "/bucket?list-type=2")[2].count(b"<Key>") + 3
    publish(logs[1], bucket(gateway))
    assert shown(gateway) == statements[:290]


def test_the_command_says_what_it_published_and_what_is_wrong(gateway, logs, capsys):
    command = ["publish", str(logs[1].directory), "--endpoint", gateway.url, "--store"]
    assert main([*command, f"s3://{PLACE}"]) == 0
    assert capsys.readouterr().out == "290 entries\n"
    assert main([*command, "http://bucket"]) == 66
    assert "must read s3://BUCKET/PREFIX" in capsys.readouterr().err
    assert main([*command, "s3://nowhere/log"]) == 66
    assert "s3://nowhere/log cannot be used" in capsys.readouterr().err
