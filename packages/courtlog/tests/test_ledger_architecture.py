"""The promises about the package itself: small, without a framework, and no second meaning of a verdict."""

import ast
import io
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

import courtlog

SOURCE = Path(courtlog.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", [*FILES, *Path(__file__).parent.glob("*.py")], ids=lambda path: path.name)
def test_no_file_is_over_400_lines_and_no_function_over_50(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name


EXTRAS = ("django", "cbor2", "httpx", "granian", "psycopg", "eth_account", "tongsuopy", "rfc3161_client", "obstore")


def test_courtlog_and_its_command_load_no_framework_and_no_extra():
    code = f"import sys, courtlog, courtlog.cli; print([m for m in sys.modules if m.split('.')[0] in {EXTRAS}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "courtlog":
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from (
                one
                for name in names
                if (one := SOURCE / f"{name.removeprefix('courtlog.').replace('.', '/')}.py").is_file()
            )


def trusted():
    """All files that a verification loads besides the package's own table of contents."""
    found, waiting = set(), [SOURCE / "verification.py"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imports(path)
    return found


def code_lines(path):
    """Lines that hold code: neither blank, nor comment, nor docstring."""
    docstrings = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            docstrings |= set(range(node.lineno, node.end_lineno + 1))
    kinds = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    return len(
        {line for one in tokens if one.type not in kinds for line in range(one.start[0], one.end[0] + 1)} - docstrings
    )


WHOLE, TRUSTED = 6_000, 1_200
"""Budgets in lines of code: of the package, the stand-alone verifier included, and of what a verification loads."""


def test_the_package_and_the_trusted_path_of_a_verification_keep_their_budgets():
    assert sum(map(code_lines, FILES)) < WHOLE
    assert sum(map(code_lines, trusted())) < TRUSTED


def test_the_trusted_path_of_a_verification_cannot_sign_or_write():
    assert not {path.stem for path in trusted()} & {"signing", "log", "store", "disk", "cli", "issue", "pack"}
