"""How many heads one witness cosigns in a second, over HTTP, each persisted before it is answered (goal G8: 500).

Beside it stands what this machine can do at most, measured in the same run: durable commits of one row, and the three
Ed25519 operations of a cosignature.
"""

from __future__ import annotations

import base64
import http.client
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from courtlog import COSIGNATURE, SignerKey
from courtlog.checkpoint import Checkpoint
from courtlog.merkle import leaf_hash, nodes_of, range_hash
from courtlog.note import check_ed25519
from courtlog.proofs import consistency_path
from courtlog.signing import sign_note

GOAL = 500
LOGS, HEADS = 8, 500
PORT = 8197


def history(number: int) -> tuple[SignerKey, list[bytes]]:
    """One log's key, and its requests: each head is three entries larger than the one before."""
    key = SignerKey.generate(f"log{number}.example")
    node = nodes_of([leaf_hash(f"{number} {entry}".encode()) for entry in range(3 * HEADS)])
    requests = []
    for old in range(0, 3 * HEADS, 3):
        new = old + 3
        proof = consistency_path(old, new, node) if old else []
        lines = [f"old {old}", *(base64.b64encode(one).decode() for one in proof), "", ""]
        note = sign_note(Checkpoint(key.name, new, range_hash(0, new, node)).text, key)
        requests.append("\n".join(lines).encode() + note.encode())
    return key, requests


def client(requests: list[bytes]) -> None:
    """One log that asks for its cosignatures one after another, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    for request in requests:
        connection.request("POST", "/add-checkpoint", request)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (answer.status, body)


def processor(pid: int) -> float:
    """CPU seconds that a process and its children have used."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if pid in (int(stat.parent.name), int(fields[1])):
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def commits(folder: Path, seconds: float = 2.0) -> float:
    """Durable commits of one row in a second, by one thread that does nothing else."""
    database = sqlite3.connect(folder / "limit.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS head (origin TEXT PRIMARY KEY, note BLOB) STRICT")
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        database.execute("INSERT OR REPLACE INTO head VALUES (?, ?)", (f"log{count % LOGS}", bytes(400)))
        count += 1
    return count / seconds


def signatures(seconds: float = 1.0) -> float:
    """Cosignatures in a CPU second if they cost nothing but a verification and a signature."""
    key = SignerKey.generate("w.example")
    public, message = key.verifier.public, bytes(150)
    signature = key.sign_raw(message)
    count, begin = 0, time.process_time()
    while time.process_time() - begin < seconds:
        check_ed25519(public, signature, message)
        key.sign_raw(message)
        count += 1
    return count / seconds


def main() -> None:
    """Measure, and print one line for each figure."""
    folder = Path(tempfile.mkdtemp(prefix="courtlog-bench-"))
    histories = [history(number) for number in range(LOGS)]
    (folder / "w.key").write_text(str(SignerKey.generate("w.example", COSIGNATURE)))
    (folder / "logs").write_text("".join(f"log {key.verifier}\n" for key, _ in histories) + "quorum none\n")
    command = (sys.executable, "-m", "courtlog.cli", "witness", folder / "state.sqlite3", "--new", "--key",
               folder / "w.key", "--policy", folder / "logs", "--listen", f"127.0.0.1:{PORT}")  # fmt: skip
    limit = [commits(folder)]
    served = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(3)
        used, begin = processor(served.pid), time.monotonic()
        clients = [multiprocessing.Process(target=client, args=(requests,)) for _, requests in histories]
        for one in clients:
            one.start()
        for one in clients:
            one.join()
        taken, used = time.monotonic() - begin, processor(served.pid) - used
        assert all(one.exitcode == 0 for one in clients)
        limit.append(commits(folder))
    finally:
        served.terminate()
        served.wait(10)
        shutil.rmtree(folder)
    done = LOGS * HEADS
    per_core = done / used
    print(f"cosignatures/s        {done / taken:8.0f}  by {LOGS} logs at once on this machine, clients beside it")
    print(f"per core of witness   {per_core:8.0f}  goal {GOAL}: {'reached' if per_core >= GOAL else 'MISSED'}")
    before, after = limit
    print(f"limit, durable commit {sum(limit) / 2:8.0f}  one row each: {before:.0f} before, {after:.0f} after")
    print(f"limit, Ed25519        {signatures():8.0f}  per CPU second")


if __name__ == "__main__":
    main()
