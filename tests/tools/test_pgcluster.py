"""The private PostgreSQL leaves nothing behind, however its run ends."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pgcluster
import pytest

pytestmark = pytest.mark.once


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder of few letters, because the server's socket lies in it; the server's user may walk through."""
    folder = Path(tempfile.mkdtemp(prefix="tb-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def answers(url: str) -> bool:
    """Whether something listens at `url`."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda number: number.name)
def test_a_run_cut_short_leaves_no_server_and_no_files(scratch: Path, end: signal.Signals) -> None:
    command = [sys.executable, pgcluster.__file__, "sh", "-c", "echo $TONGBAN_TEST_DATABASE; exec sleep 60"]
    env = {**os.environ, "TMPDIR": str(scratch), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        assert answers(url)
        run.send_signal(end)
        run.wait(30)
    assert not answers(url)
    assert list(scratch.iterdir()) == []


def test_a_run_that_is_killed_leaves_no_server(scratch: Path) -> None:
    command = [sys.executable, pgcluster.__file__, "sh", "-c", "echo $TONGBAN_TEST_DATABASE; exec sleep 5"]
    env = {**os.environ, "TMPDIR": str(scratch)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        run.kill()
        deadline = time.monotonic() + 20
        while answers(url) and time.monotonic() < deadline:
            time.sleep(0.1)
    assert not answers(url)
