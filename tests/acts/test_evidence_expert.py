"""The expert pack is checked by the very commands that it gives, with nothing of ours but its verify.py."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from courtlog.merkle import leaf_hash
from tests.acts.conduct import does
from tests.acts.test_evidence_chain import case, chained, home, seal_all  # noqa: F401 - fixtures
from tests.builders import House, material
from tongban.cases.vocabulary import CaseView
from tongban.evidence.actions.expert_pack import expert_pack
from tongban.evidence.queries import exhibits_of
from tongban.register.actions.expert import _steps


def unpacked(house: House, case: CaseView, exhibit: int, folder: Path) -> Path:  # noqa: F811
    content = expert_pack(house.viewer(house.zhou.uid), case.uid, exhibits_of(case.uid)[exhibit].uid)
    assert content is not None
    with content, zipfile.ZipFile(content) as archive:
        archive.extractall(folder)
    return folder


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def commands(folder: Path, start: str) -> list[list[str]]:
    lines = (folder / "EXPERT.txt").read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip().startswith(start)]


@pytest.fixture
def pack(house: House, case: CaseView, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    does(house, house.lin, "show_capture", case, exhibit=str(chained(case).uid), source="手机")
    seal_all(house, home)
    return unpacked(house, case, 1, tmp_path_factory.mktemp("pack"))


def test_its_own_commands_say_match_for_the_files_and_what_is_expected_for_the_twins(pack: Path) -> None:
    given = commands(pack, "python3 verify.py")
    assert [words[2] for words in given] == [
        "bundles/1.zip", "twins/statement.zip", "twins/opening.zip", "twins/proof.zip", "vectors/first.zip",
    ]  # fmt: skip
    said = {words[2]: run(pack, sys.executable, "-I", *words[1:]) for words in given}
    assert said["bundles/1.zip"].startswith("MATCH")
    assert said["vectors/first.zip"].startswith("MATCH")
    for words in commands(pack, "courtlog verify"):
        program = Path(sys.executable).with_name("courtlog")
        assert run(pack, str(program), *words[1:]).startswith("MATCH")
    for words in commands(pack, "unzip"):
        assert "Checking" in run(pack, *words) or "核验" in run(pack, *words)
    expected = (line.split("\t") for line in (pack / "twins/expected.txt").read_text().splitlines())
    for verdict, twin in expected:
        assert verdict != "MATCH"
        if verdict == "cannot be read":
            assert "MATCH" not in said[twin].split("\n")[0]
        else:
            assert said[twin].startswith(verdict)


def test_the_sums_cover_everything_and_the_formats_are_inside(pack: Path) -> None:
    lines = (pack / "SHA256SUMS").read_text().splitlines()
    listed = {line.split("  ", 1)[1] for line in lines}
    held = {str(path.relative_to(pack)) for path in pack.rglob("*") if path.is_file()}
    assert held == listed | {"SHA256SUMS"}
    assert "FAILED" not in run(pack, "sha256sum", "-c", "SHA256SUMS")
    assert "statement.cose" in (pack / "formats.md").read_text()
    assert (pack / "manifest.json").read_text().startswith("{")
    assert run(pack, sys.executable, "-I", "verify.py", "bundles/manifest.zip").startswith("MATCH")


def test_the_steps_worked_out_can_be_followed_with_nothing_but_hashes(pack: Path) -> None:
    told = json.loads((pack / "worked/1.json").read_text())
    (raw,) = (pack / "raw").iterdir()
    digest = hashlib.sha256(raw.read_bytes()).digest()
    assert digest.hex() == told["file"]["sha256"]
    committed = hashlib.sha256(b"court-evidence/v1\0" + bytes.fromhex(told["salt"]) + digest).hexdigest()
    assert committed == told["commitment-sha256"]
    statement = bytes.fromhex(told["statement"])
    assert bytes.fromhex(committed) in statement
    node = hashlib.sha256(b"\0" + statement).hexdigest()
    assert node == told["leaf"]
    for step in told["steps"]:
        assert node in {step["left"], step["right"]}
        node = hashlib.sha256(b"\1" + bytes.fromhex(step["left"] + step["right"])).hexdigest()
        assert node == step["hash"]
    assert node == told["root"]
    assert base64.b64encode(bytes.fromhex(node)).decode() in told["head"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8, 13, 64, 100])
def test_the_steps_lead_to_the_root_from_every_leaf_of_every_tree(size: int) -> None:
    leaves = [leaf_hash(str(n).encode()) for n in range(size)]
    root = range_hash(leaves)
    for index in range(size):
        found = _steps(leaves[index], index, size, path_of(leaves, index))
        assert (found[-1]["hash"] if found else leaves[index].hex()) == root.hex()


def range_hash(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + range_hash(leaves[:half]) + range_hash(leaves[half:])).digest()


def path_of(leaves: list[bytes], index: int) -> list[bytes]:
    """RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return [*path_of(leaves[:half], index), range_hash(leaves[half:])]
    return [*path_of(leaves[half:], index - half), range_hash(leaves[:half])]


def test_a_file_without_a_proof_yet_comes_with_its_bytes_and_says_so(
    house: House,
    case: CaseView,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    handed = material("exhibit")
    does(house, house.lin, "submit_exhibit", case, (handed,), title="截图", proves="承诺")
    folder = unpacked(house, case, 2, tmp_path_factory.mktemp("pack"))
    assert not (folder / "bundles").exists()
    assert "尚未取得证明" in (folder / "EXPERT.txt").read_text(encoding="utf-8")
    assert len(list((folder / "raw").iterdir())) == 1


def test_a_stranger_gets_no_pack(house: House, case: CaseView) -> None:  # noqa: F811
    assert expert_pack(house.viewer(house.wuhou_clerk.person), case.uid, chained(case).uid) is None  # type: ignore[arg-type]
