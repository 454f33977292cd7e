"""How long a period is, stands in the table of periods and nowhere else: texts, papers and code name it by its id.

A court that reads "within seven days" on a page and counts five by the table has two laws.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.architecture.house import SOURCE, dotted, python_files

pytestmark = pytest.mark.once

_ENGLISH = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety"
_IN_ENGLISH = re.compile(
    rf"\b(?:\d+|{_ENGLISH})[ -](?:full |working |calendar )?(?:minute|hour|day|week|month|year)s?\b", re.IGNORECASE
)
# A date is no length: 2026年1月5日, 11 月 20 日 and 最后一日 are left alone, and so is a year of four digits.
_IN_CHINESE = re.compile(
    r"(?<![年月\d第] )(?<![年月\d第一二三四五六七八九十后这])"
    r"(?:\d{1,3}|[一二三四五六七八九十百两]+) ?(?:个?工作日|个月|日(?!期)|天|分钟|个?小时|周(?!志)|年(?!\d))"
)
_NAMED = re.compile(r"(?:^|_)(?:DAYS|MONTHS|WEEKS|HOURS|MINUTES|YEARS)(?:_|$)|(?:^|_)(?:days|months|hours|minutes)$")
_FOUNDATIONS = ("kernel/periods.py", "kernel/calendar.py", "kernel/course.py", "kernel/deadlines.py")
"""The time engine itself: it adds one day to a day and twelve months to a year."""
ALLOWED = {
    # Text or line, in part: why it is no period of the law.
    "This day is more than a year away": "a slip of the pen: the house bounds what may be typed",
    "hearings within a year": "names the same house rule",
    "AHEAD = timedelta(days=365)": "the same house rule",
    "_TOLD_FOR = timedelta(days=30)": "how long the first page shows that a record was corrected: no period of the law",
    "OPEN_FOR = timedelta(days=7)": "how long a file stays open to who stated a task: access, no period of the law",
    "DAYS_OF_YEAR = 365": "how interest divides a year (LPR), not a period",
    "_MONTHS_OF_YEAR = 12": "how a year is divided, not a period",
    "LONGEST_DAYS = 3650": "an upper bound for a typing slip in a holding",
    'DEFAULT_DAYS = "10"': "a judge's own suggestion for performance, changed at will; no rule sets it",
    "DAYS = range(1, 31)": "the house bounds what a court may set under 在线诉讼规则 14(3)",
    "选举日五日以前": "a condition that the statute sets (CPL 188), no period that runs in a case",
    "five days before the election": "the same condition",
    "下落不明满": "a fact that the statute asks for (Civil Code 40, 46)",
    "has been missing for": "the same fact",
    "采取强制性教育措施一年以上": "a fact that decides venue (CPL 23)",
    "离开住所地": "a fact that decides venue (SI 12)",
    "left home more than a year ago": "the same fact",
    "in compulsory education for a year": "a fact that decides venue (CPL 23)",
    "away from home for more than a year": "a fact that decides venue (SI 12)",
    "Where one has lived for a year": "what habitual residence is (SI 4)",
    "for six months": "a reading that the law leaves open (Civil Code 194)",
    "6-month@2026": "how the terminal writes an extension",
    "DAYS_MOST = 3660": "an upper bound for a typing slip",
    "_VALID = timedelta": "life of a demonstration certificate",
    "_CRL_VALID = timedelta": "life of a demonstration list of revoked certificates",
    "_SLACK = timedelta": "clocks of computers may differ",
    "PATIENCE = timedelta": "how long a seal waits before the audit of the ledger names it",
    "LEASE = timedelta": "how long one worker holds a piece of work",
    "FIRST_RETRY = timedelta": "back-off of a worker",
    "LAST_RETRY = timedelta": "back-off of a worker",
    "until + timedelta(days=1)": "the day after the last day",
    "date.fromisoformat(last) + timedelta(days=1)": "the day after the last day",
    "ends_on + timedelta(days=1)": "the day after the last day",
    "LOOK_BACK = timedelta(days=90)": "how far back the daily comparison of services looks",
    "WITHIN_DAYS = 7": "how long a bank may take to show what the gateway took: the house names the difference then",
    "_DAY = timedelta(days=1)": "a day after the other is compared",
    "today + timedelta(days=6)": "which filings a list calls soon",
    "soon_days: int = 3": "from when a clock looks urgent on a page",
    "_YEARS_FROM = 1949": "a year, no length",
    "一二三四五六日": "the days of the week",
    "LONGEST_OUTAGE = timedelta": "a slip of the pen: the house bounds what may be typed",
    "self.last - timedelta(microseconds=1)": "what ends at midnight ends on the day before",
    "_HOUR, _DAY = timedelta": "units in which a page says how much time is left",
    "CHINA = timezone(timedelta": "a time zone",
    "ten minutes after the change": "how long a running process may still write with an earlier key",
    "staff_idle: timedelta": "how long a desk's session stays open while nobody works: an operator's setting",
    "staff_longest: timedelta": "how long at most",
    "EVERY = timedelta": "how often the worker looks for what is kept no longer",
    "entry.starts + timedelta(days=1)": "a whole day of a calendar ends where the next one begins",
    "morning + timedelta(days=1)": "the next morning",
    "outage.last_day + timedelta(days=1)": "the day after an outage",
    "CALM = timedelta(hours=1)": "how long one message speaks for those of its kind that follow",
    "return at + timedelta(days=1)": "by then the ledger has proven what was entered before an erasure",
}


def lengths(text: str) -> list[str]:
    """Each length of time that `text` writes as a number."""
    return [found[0] for pattern in (_IN_ENGLISH, _IN_CHINESE) for found in pattern.finditer(text)]


def allowed(text: str) -> bool:
    """Whether `text` stands in the list above."""
    return any(part in text for part in ALLOWED)


def strings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every string of a module that is no docstring: what a person or a paper may be given."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value, node.lineno


def numbers(tree: ast.AST) -> Iterator[int]:
    """Lines where code fixes a length of time: a timedelta of a number, or a name like SOME_DAYS set to one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith("timedelta"):
            given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "seconds")]
            if any(isinstance(value, ast.Constant) and value.value != 0 for value in given):
                yield node.lineno
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = any(_NAMED.search(dotted(target)) for target in targets)
            if named and node.value is not None and _is_number(node.value):
                yield node.lineno
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and _NAMED.search(str(key.value)) and _is_number(value):
                    yield value.lineno


def _is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and str(value.value).isdigit()


def _code(path: Path) -> str:
    """A template or a paper without its comments."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".typ":
        return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))
    return re.sub(r"\{#.*?#\}", "", text)


def test_no_template_and_no_paper_writes_how_long_a_period_is() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {line.strip()[:160]}"
        for path in sorted([*SOURCE.rglob("*.html"), *SOURCE.rglob("*.typ")])
        for line in _code(path).split("\n")
        if lengths(line) and not allowed(line)
    ]
    assert found == []


def test_no_text_of_the_code_writes_how_long_a_period_is() -> None:
    """What the people of the demonstration write to each other (`materials`) is theirs."""
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text.strip()[:160]}"
        for path, tree in python_files()
        for text, line in strings(tree)
        if lengths(text) and not allowed(text) and "materials" not in path.parts
    ]
    assert found == []


def test_no_translation_writes_how_long_a_period_is() -> None:
    with (SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        messages = [message for message in read_po(catalogue) if message.id]
    found = [
        told
        for message in messages
        for told in (message.string if isinstance(message.string, tuple) else (message.string,))
        if lengths(told) and not allowed(str(message.id))
    ]
    assert found == []


def test_no_code_counts_with_a_length_of_its_own() -> None:
    found = []
    for path, tree in python_files():
        if str(path.relative_to(SOURCE)) in _FOUNDATIONS or {"demo", "styleguide"} & {*path.parts, path.stem}:
            continue
        lines = path.read_text(encoding="utf-8").split("\n")
        found += [
            f"{path.relative_to(SOURCE)}:{line}: {lines[line - 1].strip()}"
            for line in numbers(tree)
            if not allowed(lines[line - 1])
        ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "within seven days",
        "15 working days",
        "a 30-day period",
        "应当在七日内",
        "15 日内",
        "七个工作日内",
        "六个月内",
        "十五分钟内",
    ],
)
def test_a_written_length_is_caught(text: str) -> None:
    assert lengths(text)


@pytest.mark.parametrize(
    "text",
    [
        "Correct one of the dates",
        "2026年1月5日",
        "11 月 20 日",
        "第三日",
        "自2016年起",
        "within {{ time }}",
        "%(n)d日",
        "周志强",
    ],
)
def test_a_date_or_a_gap_is_left_alone(text: str) -> None:
    assert lengths(text) == []


@pytest.mark.parametrize(
    "code", ["LIMIT_DAYS = 7", "x = day + timedelta(days=3)", 'paper = {"defence_days": 15}', "timedelta(minutes=15)"]
)
def test_a_number_in_the_code_is_caught(code: str) -> None:
    assert list(numbers(ast.parse(code)))


def test_every_permission_is_used() -> None:
    """A text that is gone takes its permission with it."""
    written = "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if "migrations" not in path.parts
    )
    assert [part for part in ALLOWED if part not in written] == []
