"""What may not stand in a public repository: hosts of package registries, paths of somebody's machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, files

pytestmark = pytest.mark.once

# Written in pieces, so that this file passes its own test.
HOSTS = (
    "py" + "pi.org",
    "pythonhosted" + ".org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "crates" + ".io",
    "rubygems" + ".org",
    "proxy.golang" + ".org",
    "repo1.maven" + ".org",
    "conda.anaconda" + ".org",
    "deb.debian" + ".org",
)
MACHINE = "|".join(("wo" + "rk", "ro" + "ot", "fa" + "rm", "ho" + "me/[a-z]+", "Us" + "ers/[A-Za-z]+"))
FORBIDDEN = re.compile(
    rf"(?<![\w./<>-])/(?:{MACHINE})(?![\w-])|(?<![\w-])(?:{'|'.join(re.escape(host) for host in HOSTS)})(?![\w-])",
)


def forbidden(path: Path) -> list[str]:
    """Each forbidden word of a text file with its line; a file that is no text has no words."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [
        f"{number}: {word[0]}" for number, line in enumerate(text.split("\n"), 1) for word in FORBIDDEN.finditer(line)
    ]


def test_no_registry_and_no_machine_is_named() -> None:
    found = [f"{path.relative_to(ROOT)}:{word}" for path in files() for word in forbidden(path)]
    assert found == []


@pytest.mark.parametrize("word", ["/wo" + "rk/main", "'/ro" + "ot'", "see https://py" + "pi.org/simple"])
def test_a_forbidden_word_is_caught(tmp_path: Path, word: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"first\n{word}\n", encoding="utf-8")
    assert len(forbidden(page)) == 1


@pytest.mark.parametrize(
    "word", ["home" + "wo" + "rk/main", "a/wo" + "rk/b", "https://court.example/wo" + "rk", "the /wo" + "rkers page"]
)
def test_an_ordinary_word_is_left_alone(tmp_path: Path, word: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(word, encoding="utf-8")
    assert forbidden(page) == []
