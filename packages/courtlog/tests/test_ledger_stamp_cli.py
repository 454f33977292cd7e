"""Stamping by command: a log's head is stamped, its bundle carries the stamp, `verify --tsa-ca` believes it."""

import sys

import pytest
from ledger_samples import CONTENT, ORIGIN
from ledger_servers import serving
from test_ledger_cli import run

from courtlog.tsa import Authority


@pytest.fixture
def ledger(tmp_path, capsys):
    run(capsys, "init", tmp_path / "ledger", "--origin", ORIGIN)
    run(capsys, "keygen", "--name", "party.example", "--out", tmp_path / "party.key")
    run(capsys, "tsa-keygen", tmp_path / "tsa", "--name", "Exampleville Time Stamps")
    return tmp_path / "ledger"


def deposit(capsys, ledger, name):
    file = ledger.parent / name
    file.write_bytes(CONTENT + name.encode())
    status, out, _ = run(capsys, "deposit", ledger, file, "--issuer-key", ledger.parent / "party.key")
    assert status == 0
    return out.strip().split(" ", 1)


def test_the_way_of_a_stamp_from_the_authority_to_the_verdict(ledger, tmp_path, capsys):
    index, opening = deposit(capsys, ledger, "a.txt")
    how = (ledger, index, "--opening", opening, "--file", tmp_path / "a.txt", "--out", tmp_path / "a.zip")
    assert run(capsys, "bundle", *how, "--stamped")[0] == 66
    deposit(capsys, ledger, "b.txt")
    with serving(Authority.load(tmp_path / "tsa")) as address:
        status, out, _ = run(
            capsys, "stamp", ledger, "--tsa", f"{address}/tsa", "--tsa-ca", tmp_path / "tsa" / "ca.pem"
        )
        assert (status, out.strip().endswith(".tsr")) == (0, True)
        run(capsys, "tsa-keygen", tmp_path / "other", "--name", "Stranger")
        status, _, problem = run(capsys, "stamp", ledger, "--tsa", address, "--tsa-ca", tmp_path / "other" / "ca.pem")
        assert (status, "cannot be trusted" in problem) == (66, True)
    trusted = ("--policy", ledger / "policy.tlog-policy", "--tsa-ca", tmp_path / "tsa" / "ca.pem")
    assert run(capsys, "bundle", *how)[0] == 0
    status, out, _ = run(capsys, "verify", tmp_path / "a.zip", *trusted)
    assert (status, out.split("\n")[0]) == (3, "NOT PROVEN")  # its first head was never stamped
    assert run(capsys, "verify", tmp_path / "a.zip", "--tsa-ca", opening)[0] == 66  # no certificate at all
    assert run(capsys, "bundle", *how, "--stamped")[0] == 0
    status, out, _ = run(capsys, "verify", tmp_path / "a.zip", *trusted)
    assert (status, out.split("\n")[0]) == (0, "MATCH")
    assert "says the time stamp of CN=Exampleville Time Stamps" in out
    assert (
        '"authority": "CN=Exampleville Time Stamps"' in run(capsys, "verify", tmp_path / "a.zip", *trusted, "--json")[1]
    )


def test_an_authority_that_is_not_there_and_a_missing_extra_are_one_sentence(ledger, tmp_path, capsys, monkeypatch):
    status, _, problem = run(capsys, "stamp", ledger, "--tsa", "http://127.0.0.1:9/")
    assert (status, problem.count("\n")) == (66, 1)
    assert run(capsys, "tsa", tmp_path, "--listen", "127.0.0.1:1")[0] == 1
    assert run(capsys, "tsa", tmp_path, "--listen", "here")[0] == 66
    monkeypatch.delitem(sys.modules, "courtlog.tsa", raising=False)
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    for words in (
        ("stamp", ledger, "--tsa", "http://127.0.0.1:9/"),
        ("tsa", tmp_path),
        ("tsa-keygen", tmp_path, "--name", "x"),
    ):
        status, _, problem = run(capsys, *words)
        assert (status, "courtlog[tsa]" in problem) == (1, True)


def test_a_post_quantum_key_is_made_for_witnesses_only(tmp_path, capsys):
    made = ("keygen", "--name", "w.example/pq", "--algorithm", "ml-dsa-44", "--out", tmp_path / "pq.key")
    assert run(capsys, *made)[0] == 66
    status, out, _ = run(capsys, *made, "--witness")
    assert (status, len(out) > 1700) == (0, True)
