"""Third-party browser files are byte for byte what their package published."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path, PurePosixPath

import pytest

pytestmark = pytest.mark.once

FACE = Path(__file__).resolve().parents[2] / "src" / "tongban" / "face"
VENDOR = FACE / "static" / "face" / "vendor"
LISTED = tomllib.loads((VENDOR / "vendored.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("entry", LISTED, ids=[entry["name"] for entry in LISTED])
def test_a_vendored_file_is_unchanged_and_licensed(entry: dict[str, str]) -> None:
    content = (VENDOR / entry["name"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["version"] in entry["name"]
    assert entry["licence"]
    assert (VENDOR / entry["licence_file"]).read_text(encoding="utf-8").strip()


def test_no_file_is_vendored_without_being_listed() -> None:
    listed = {name for entry in LISTED for name in (entry["name"], entry["licence_file"])}
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {*listed, "vendored.toml", "VENDORED.md"}


def test_pages_and_modules_load_the_versions_that_are_here() -> None:
    ours = [*FACE.parent.glob("*/templates/**/*.html"), *FACE.parent.glob("*/static/**/*.js")]
    loaded = "".join(path.read_text(encoding="utf-8") for path in ours if VENDOR not in path.parents)
    folders = {str(PurePosixPath(entry["name"]).parent) for entry in LISTED} - {"."}
    single = {entry["name"] for entry in LISTED if "/" not in entry["name"]}
    assert all(f"face/vendor/{name}" in loaded for name in folders | single)
