"""A standing rule that the register keeps ("CPL 87: papers are served") can be read in every language of the pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.house import dotted, python_files
from tongban.face.wording import RULES
from tongban.kernel.provision import provisions

pytestmark = pytest.mark.once

_HEADS = re.compile(r"(?:house rule|cooperation|federation|ledger|agreement between the courts)(?:: .+)?")
_AFTER_ARTICLE = re.compile(r"[^:：，。]{2,40} \d[^:]{0,20}: \S.*")


def rules(tree: ast.AST) -> Iterator[str]:
    """Each rule with words of its own: named to an office clock, or written as a citation with a house rule."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith("Actor.office"):
            yield from (arg.value for arg in node.args[1:2] if isinstance(arg, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from [node.value] if _is_rule(node.value) else []


def _is_rule(text: str) -> bool:
    return bool(_HEADS.fullmatch(text) or (_AFTER_ARTICLE.fullmatch(text) and provisions(text)))


def wordless(rule: str) -> list[str]:
    """The parts of a rule that have no words: an article needs none."""
    head, _, rest = rule.partition(": ")
    cites = any(provision.article for provision in provisions(head))
    return [part for part in ([] if cites else [head]) + ([rest] if rest else []) if part not in RULES]


def test_every_standing_rule_has_words() -> None:
    found = {
        f"{path.name}: {rule}"
        for path, tree in python_files()
        if not {"cli", "wording"} & {*path.parts, path.stem}
        for rule in rules(tree)
        if wordless(rule)
    }
    assert found == set()


@pytest.mark.parametrize("rule", ["CPL 87: nobody knows", "house rule: nobody knows", "nobody knows"])
def test_a_rule_without_words_is_caught(rule: str) -> None:
    tree = ast.parse(f'Actor.office("", "{rule}")')
    assert [part for found in set(rules(tree)) for part in wordless(found)] == ["nobody knows"]
