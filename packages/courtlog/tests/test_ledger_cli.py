import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ledger_samples import CONTENT, LOG_KEY, ORIGIN, WITNESS_KEY, key, statement

from courtlog import Log, operations
from courtlog.checkpoint import Checkpoint
from courtlog.cli import main, parser
from courtlog.signing import cosign, sign_note
from courtlog.standalone import verify


def run(capsys, *arguments):
    """Give exit status, standard output and error output."""
    try:
        status = main([str(one) for one in arguments])
    except SystemExit as stop:
        status = stop.code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return status, captured.out, captured.err


def test_the_way_of_a_file_from_deposit_to_verdict(tmp_path, capsys):
    ledger, file, bundle = tmp_path / "ledger", tmp_path / "合同 1.txt", tmp_path / "b.zip"
    file.write_bytes(CONTENT)
    assert run(capsys, "init", ledger, "--origin", ORIGIN)[0] == 0
    assert run(capsys, "keygen", "--name", "party.example", "--out", tmp_path / "party.key")[0] == 0
    assert (tmp_path / "party.key").stat().st_mode & 0o777 == 0o600
    status, out, _ = run(capsys, "deposit", ledger, file, "--issuer-key", tmp_path / "party.key", "--type", "agreement")
    index, opening = out.strip().split(" ", 1)
    assert (status, index) == (0, "0")
    again = run(capsys, "deposit", ledger, file, "--issuer-key", tmp_path / "party.key", "--type", "agreement")
    assert again == (0, out, "")
    status, out, _ = run(capsys, "prove", ledger, 0)
    assert (status, out.splitlines()[:2]) == (0, ["c2sp.org/tlog-proof@v1", "index 0"])
    assert run(capsys, "bundle", ledger, 0, "--opening", opening, "--file", file, "--out", bundle)[0] == 0
    trusted = ("--policy", ledger / "policy.tlog-policy", "--issuer-key", tmp_path / "party.key.pub")
    status, out, _ = run(capsys, "verify", bundle, file, *trusted)
    assert (status, out.split()[0]) == (0, "MATCH")
    file.write_bytes(CONTENT + b"!")
    status, out, _ = run(capsys, "verify", bundle, file, *trusted)
    assert (status, out.split()[0]) == (2, "ALTERED")
    status, _, problem = run(capsys, "deposit", ledger, file, "--issuer-key", tmp_path / "party.key")
    assert (status, "another deposit" in problem) == (66, True)
    assert run(
        capsys, "fsck", ledger, "--policy", ledger / "policy.tlog-policy", "--seen", ledger / "public/checkpoint"
    ) == (0, "sound\n", "")


@pytest.fixture
def bundle(sample, tmp_path):
    (tmp_path / "b.zip").write_bytes(sample.bundle)
    (tmp_path / "p").write_bytes(sample.policy)
    return tmp_path / "b.zip"


def test_the_verdicts_have_their_words_and_exit_statuses(bundle, tmp_path, capsys):
    head = cosign(sign_note(Checkpoint(ORIGIN, 4, bytes(32)).text, LOG_KEY), WITNESS_KEY, 1).encode()
    (tmp_path / "head").write_bytes(head)
    (tmp_path / "other").write_text("other")
    (tmp_path / "nobody").write_text("quorum none\n")
    for arguments, status, word in (
        ((), 0, "MATCH\n"),
        ((tmp_path / "other",), 2, "ALTERED\n"),
        (("--policy", tmp_path / "nobody"), 3, "NOT PROVEN\n"),
        (("--head", tmp_path / "head"), 4, "CONFLICT\n"),
    ):
        found, out, _ = run(capsys, "verify", bundle, *arguments)
        assert (found, out.startswith(word)) == (status, True)
        found, out, _ = run(capsys, "verify", bundle, *arguments, "--json")
        assert (found, json.loads(out)["verdict"]) == (status, word.strip())


def test_wrong_usage_exits_64_and_unreadable_input_66(bundle, tmp_path, capsys):
    assert run(capsys)[0] == 64
    assert run(capsys, "verify")[0] == 64
    assert run(capsys, "verify", bundle, "--nonsense")[0] == 64
    (tmp_path / "bad").write_bytes(b"\xff\x00garbage")
    for arguments in (
        (tmp_path / "absent",),
        (tmp_path / "bad",),
        (tmp_path,),
        (bundle, tmp_path / "absent"),
        (bundle, tmp_path),
        (bundle, "--policy", tmp_path / "bad"),
        (bundle, "--head", tmp_path / "bad"),
        (bundle, "--policy", tmp_path / "absent"),
        (bundle, "--issuer-key", tmp_path / "bad"),
        (bundle, "--issuer-key", "x" * 5000),
        (bundle, "--issuer-key", "a\0b"),
        (bundle, "--policy", "/dev/zero"),
    ):
        status, out, problem = run(capsys, "verify", *arguments)
        assert (status, out) == (66, ""), arguments
        assert problem.startswith("courtlog: ")


def test_refusals_of_the_log_are_sentences(tmp_path, capsys):
    (tmp_path / "a").write_text("x")
    for arguments in (
        ("prove", tmp_path, 0),
        ("fsck", tmp_path),
        ("deposit", tmp_path, tmp_path / "a", "--issuer-key", "none"),
    ):
        status, _, problem = run(capsys, *arguments)
        assert (status, problem.startswith("courtlog: ")) == (1, True)
    run(capsys, "init", tmp_path / "l", "--origin", ORIGIN)
    assert run(capsys, "init", tmp_path / "l", "--origin", ORIGIN)[0] == 1
    assert run(capsys, "prove", tmp_path / "l", 5)[0] == 66


def test_what_no_command_can_use_is_named_and_never_a_traceback(tmp_path, capsys):
    run(capsys, "init", tmp_path / "l", "--origin", ORIGIN)
    run(capsys, "init", tmp_path / "damaged", "--origin", ORIGIN)
    for database in (tmp_path / "damaged").glob("*.sqlite3"):
        database.write_bytes(b"garbage" * 1000)
    (tmp_path / "a").write_text("x")
    for status, arguments in (
        (64, ("bundle", tmp_path / "l", "9" * 25, "--opening", "x", "--out", "y")),
        (64, ("serve", tmp_path / "l", "--port", "-1")),
        (64, ("serve", tmp_path / "l", "--port", "\x1b[31m")),
        (64, ("monitor", tmp_path / "m", "--policy", "p", "--every", "0")),
        (66, ("serve", tmp_path / "l", "--host", "nowhere")),
        (66, ("witness", "s", "--key", "k", "--policy", "p", "--listen", "127.0.0.1:99999")),
        (1, ("rotate", tmp_path / "l", "--old", "/dev/zero", "--new", "/dev/zero", "--issuer-key", "/dev/zero")),
        (1, ("shard", tmp_path / "damaged", tmp_path / "n", "--origin", ORIGIN + "/2")),
        (66, ("deposit", tmp_path / "l", "", "--issuer-key", tmp_path / "l/keys/log.key")),
    ):
        found, out, problem = run(capsys, *arguments)
        assert (found, out.count("\n") < 2, problem.startswith(("courtlog: ", "usage: "))) == (status, True, True), (
            arguments
        )
        assert "\x1b" not in problem


def test_a_key_file_is_never_overwritten(tmp_path, capsys):
    for status in (0, 66):
        assert run(capsys, "keygen", "--name", "a.example", "--out", tmp_path / "k", "--witness")[0] == status


def examples(of):
    """Each command with the example in its help."""
    for action in of._actions:  # noqa: SLF001  # argparse gives it no public name
        for one in action.choices.values() if action.nargs == "A..." else ():
            yield one.prog.removeprefix("courtlog "), one.epilog.removeprefix("Example: courtlog ")
            yield from examples(one)


ENDING = """keygen, init, deposit, prove, bundle, verify, fsck, rebuild, policy, policy show, policy check,
policy publish, rotate, revoke, tsa-keygen, chain key, bench, shard"""
SERVING = """serve, publish, witness, mirror, monitor, conflict, anchor, stamp, tsa, policy history, chain,
chain deploy, chain name, chain enter, chain check"""
"""What runs until it is stopped, or asks another program: its tests are elsewhere; here the line must be taken."""


def test_every_example_works_as_it_stands(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = dict(examples(parser()))
    ending, serving = (re.split(r",\s", one) for one in (ENDING, SERVING))
    assert shown.keys() == {*ending, *serving}
    for name in serving:
        assert callable(parser().parse_args(shlex.split(shown[name].replace("0x…", "0x00"))).run)
    for name, witness in (("w", True), ("w2", True), ("court", False)):
        operations.keygen("w.court.example" if witness else "court.example", Path(f"{name}.key"), witness=witness)
    operations.init(Path("ledger-2026"), "court.example/log/2026")
    Path("contract.pdf").write_bytes(CONTENT)
    for name in ending:
        assert run(capsys, *shlex.split(shown[name]))[::2] == (0, ""), shown[name]
        if name == "init":  # what the examples after it speak of
            for copy, original in (
                ("court.tlog-policy", "policy.tlog-policy"),
                ("head-of-last-year", "public/checkpoint"),
            ):
                shutil.copy(Path("ledger") / original, copy)
            with Log("ledger") as log:
                log.deposit([statement(number) for number in range(17)])
            shutil.copy("ledger/public/checkpoint", "head")


@pytest.mark.parametrize("command", sorted(parser()._subparsers._group_actions[0].choices))  # noqa: SLF001  # by name
def test_every_command_has_help_with_an_example(command, capsys):
    status, out, _ = run(capsys, command, "--help")
    assert (status, f"Example: courtlog {command} " in " ".join(out.split())) == (0, True)


def test_a_file_name_cannot_steer_the_terminal(bundle, capsys, tmp_path):
    (tmp_path / "h").write_text("evil\x1b[31m\n1\n" + "A" * 43 + "=\n\n\u2014 a AAAAAAA=\n")
    _, out, problem = run(capsys, "verify", bundle, "--head", tmp_path / "h")
    assert "\x1b" not in out + problem


def test_names_of_strange_octets_are_refused_or_shown_harmlessly(bundle, capsys, tmp_path):
    policy = (tmp_path / "p").read_bytes()
    strange = policy.replace(b"witness operator", b"witness \xff").replace(b"quorum operator", b"quorum \xff")
    (tmp_path / "strange").write_bytes(strange)
    (tmp_path / "worse").write_bytes(b"log \xff" + policy.removeprefix(b"log "))
    assert run(capsys, "verify", bundle, "--policy", tmp_path / "strange")[0] == 0
    assert run(capsys, "verify", bundle, "--policy", tmp_path / "worse")[0] == 66
    (tmp_path / "unmet").write_bytes(
        strange.replace(b"quorum", f"witness b {UNHEARD}\ngroup \xfe all \xff b\nquorum".encode("latin-1")).replace(
            b"quorum \xff", b"quorum \xfe"
        )
    )
    for form in ((), ("--json",)):
        status, out, _ = run(capsys, "verify", bundle, "--policy", tmp_path / "unmet", *form)
        assert status == 3
        out.encode()


UNHEARD = key("unheard.example", 4).verifier


def test_a_terminal_without_chinese_still_gets_its_verdict(bundle, tmp_path):
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    (tmp_path / "合同").write_bytes(CONTENT)
    command = [sys.executable, "-m", "courtlog.cli", "verify", str(bundle), str(tmp_path / "合同")]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stdout[:6]) == (0, b"MATCH\n")
    alone = [sys.executable, "-I", verify.__file__, str(bundle)]
    assert subprocess.run(alone, capture_output=True, env=environment, check=False).returncode == 0
