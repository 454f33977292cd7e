"""Many complaints in one table (CSV), alone or with their files in an archive (ZIP).

A column is named like the question that it answers; the reference is the plaintiff's own and stands once in a table.
Rows of a repeated page have their number in the name, as in an interview: `defendant.2.name`. A column of a question
for files holds names of files in the archive, with ";" between them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from tongban.filing.rules.kept import as_kept
from tongban.filing.rules.told import MORE, YES, as_asked, named
from tongban.filing.vocabulary import Answers, Interview, Kind, Page, Question
from tongban.filing.vocabulary.bulk import MOST_ROWS, Member, TableRow
from tongban.kernel.refusal import Refusal

REF = "ref"
COURT = "court.chosen"
SECRET = "state.secret"  # noqa: S105 # nosec B105 - the name of a question
MOST_BYTES = 32 * 2**20
"""Of the table itself."""
MOST_MEMBERS, MOST_UNPACKED, MOST_RATIO = 20_000, 2**30, 200
"""Of an archive: files, bytes of all of them, and how many times its packed size one may have."""
REMARK = "#"
"""What a line begins with that is for people only."""
_KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")
_RATIO_FROM = 2**20
_LONGEST_REF = 64
_SEPARATORS = ",;\t"
"""What spreadsheets write between the cells, by the settings of the computer; no name of a column has one."""
_TOLD = 200
"""So many flaws of one table or archive are told at most: a table of another kind has one in every line."""
_LAW = "house rule: filing in bulk"


def columns(interview: Interview) -> list[tuple[str, Question | None]]:
    """Every column of a table for this interview, with its question: the reference, the answers, the files."""
    asked = [q for page in interview.pages for q in page.questions if not _by_itself(q)]
    files = [q for q in asked if q.kind is Kind.FILES]
    return [(REF, None), *((q.id, q) for q in asked if q not in files), (COURT, None), *((q.id, q) for q in files)]


def template(interview: Interview, language: str) -> str:
    """An empty table: the names of the columns, and below them, as a remark, their questions."""
    out = io.StringIO()
    writer = csv.writer(out)
    named_so = columns(interview)
    writer.writerow([name for name, _question in named_so])
    writer.writerow([f"{REMARK} ", *(_label(question, language) for _name, question in named_so[1:])])
    return out.getvalue()


def check_key(key: str) -> Refusal | None:
    """A key of the sender's own: letters, digits, points, dashes, up to 64."""
    return None if _KEY.fullmatch(key) else _no("key_wrong", "key")


def read_table(data: bytes, interview: Interview) -> tuple[TableRow, ...] | tuple[Refusal, ...]:
    """The rows, or everything that is wrong with the table as a whole; what is wrong in a row its findings tell."""
    if len(data) > MOST_BYTES:
        return (_no("table_too_large", limit=str(MOST_BYTES // 2**20)),)
    text = _decoded(data)
    if text is None:
        return (_no("table_unreadable"),)
    try:
        # One row more than a table may have is enough to say so.
        lines = list(islice(_lines(text), MOST_ROWS + 2))
    except csv.Error:
        return (_no("table_unreadable"),)
    if len(lines) < 2:  # noqa: PLR2004 - the names of the columns, and a row
        return (_no("table_empty"),)
    head, body = [cell.strip() for cell in lines[0][1]], lines[1:]
    flaws = tuple(islice(_flaws(head, body, interview), _TOLD))
    return flaws or tuple(_row(line, dict(zip(head, row, strict=True)), interview) for line, row in body)


def check_members(members: Collection[Member]) -> tuple[Refusal, ...]:
    """What is wrong with an archive by its directory, before anything is unpacked."""
    flaws = [_no("archive_locked", name=one.name) for one in members if not one.plain]
    flaws += [_no("archive_path", name=one.name[:80]) for one in members if _leads_out(one.name)]
    if len(members) > MOST_MEMBERS:
        flaws.append(_no("archive_too_many", limit=str(MOST_MEMBERS)))
    packed_tight = (one.size > _RATIO_FROM and one.size > MOST_RATIO * max(one.packed, 1) for one in members)
    if sum(one.size for one in members) > MOST_UNPACKED or any(packed_tight):
        flaws.append(_no("archive_too_large", limit=str(MOST_UNPACKED // 2**20)))
    twice = [name for name, times in Counter(one.name for one in members).items() if times > 1]
    flaws += [_no("archive_twice", name=name) for name in twice]
    tables = [one for one in members if is_table(one.name)]
    return tuple(flaws[:_TOLD]) if flaws or len(tables) == 1 else (_no("archive_table", count=str(len(tables))),)


def is_table(name: str) -> bool:
    """Whether a file of an archive is its table: a CSV file that lies in no folder."""
    return "/" not in name and name.lower().endswith(".csv")


def whole_folder(names: Iterable[str]) -> str:
    """The one folder in which all of an archive lies, with its "/", as when a folder was packed; else ""."""
    tops = {name.partition("/")[0] if "/" in name else "" for name in names}
    top = tops.pop() if len(tops) == 1 else ""
    return f"{top}/" if top.strip(".") else ""


def missing_files(row: TableRow, there: Collection[str]) -> list[Refusal]:
    """Files that a row names and the archive does not hold."""
    return [
        Refusal("filing.bulk_no_such_file", _LAW, (question,), (("name", name),))
        for question, names in row.files.items()
        for name in names
        if name not in there
    ]


def not_asked(row: TableRow, interview: Interview, today: date) -> list[Refusal]:
    """Cells for which nothing else in their row asks: they are kept, and stand in no complaint."""
    asked = {q.id for page in as_asked(interview, row.answers, today).pages for q in page.questions}
    filled = (name for name in row.answers if name not in {SECRET, COURT} and name.rpartition(".")[2] != MORE)
    return [_no("cell_not_asked", name, name=name) for name in filled if name not in asked]


def other_court(chosen: str, court: str) -> list[Refusal]:
    """That a row names a court which is not competent: it goes to the `court` that is (CPL 122(4))."""
    told = (("chosen", chosen), ("court", court))
    return [Refusal("filing.bulk_other_court", "CPL 122(4)", (COURT,), told)] if chosen not in ("", court) else []


def _by_itself(question: Question) -> bool:
    """Questions that a table need not answer: whether another row follows is seen, secrets are asked of the whole."""
    return question.id == SECRET or question.id.rpartition(".")[2] == MORE or question.kind is Kind.PARTY_LIST


def _decoded(data: bytes) -> str | None:
    """UTF-8, or as spreadsheets in China write by themselves."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows in which something stands, each with its line, without the remarks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_separator(text))
    for row in reader:
        if any(map(str.strip, row)) and not row[0].startswith(REMARK):
            yield reader.line_num, row


def _separator(text: str) -> str:
    """What stands between the names of the columns; a comma where there is one name alone."""
    head = next((line for line in io.StringIO(text) if line.strip() and not line.startswith(REMARK)), "")
    return max(_SEPARATORS, key=head.count)


def _flaws(head: Sequence[str], body: Sequence[tuple[int, list[str]]], interview: Interview) -> Iterator[Refusal]:
    if REF not in head:
        yield _no("column_missing", REF, name=REF)
    yield from (_no("column_twice", name, name=name) for name, times in Counter(head).items() if times > 1)
    yield from (_no("column_unknown", name, name=name[:60]) for name in head if not _known(name, interview))
    if len(body) > MOST_ROWS:
        yield _no("too_many_rows", limit=str(MOST_ROWS))
    uneven = [line for line, row in body if len(row) != len(head)]
    yield from (_no("row_uneven", line=str(line), cells=str(len(head))) for line in uneven)
    if REF in head and not uneven:
        yield from _ref_flaws([(line, row[head.index(REF)].strip()) for line, row in body])


def _ref_flaws(refs: Sequence[tuple[int, str]]) -> Iterator[Refusal]:
    seen: dict[str, int] = {}
    for line, ref in refs:
        if not ref or len(ref) > _LONGEST_REF:
            yield _no("ref_missing", REF, line=str(line), limit=str(_LONGEST_REF))
        elif ref in seen:
            yield _no("ref_twice", REF, line=str(line), ref=ref, before=str(seen[ref]))
        seen.setdefault(ref, line)


def _known(name: str, interview: Interview) -> bool:
    return name in {REF, COURT} or interview.question(name) is not None


def _row(line: int, cells: dict[str, str], interview: Interview) -> TableRow:
    told: Answers = {SECRET: "no"}
    files: dict[str, tuple[str, ...]] = {}
    for name, cell in cells.items():
        question, value = interview.question(name), cell.strip()
        if question is not None and question.kind is Kind.FILES:
            files[name] = tuple(part.strip() for part in value.split(";") if part.strip())
        elif value and name != REF:
            told[name] = as_kept(question, value)
    for page in interview.pages:
        # Up to the last one: a row that was left empty before it is asked for, and nobody behind it gets lost.
        for row in range(1, max(_further_rows(told, page), default=1)) if page.repeat else ():
            told[named(f"{page.repeat}.{MORE}", row)] = YES
    return TableRow(line, cells[REF].strip(), told, {name: names for name, names in files.items() if names})


def _further_rows(told: Answers, page: Page) -> list[int]:
    """The rows beyond the first in which something stands."""
    numbers = {key.split(".")[1] for key in told if key.startswith(f"{page.repeat}.")}
    return [int(one) for one in numbers if one.isascii() and one.isdecimal() and 1 < int(one) <= page.most]


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "\0" in name or "\\" in name or ":" in parts[0] or parts[0] == "" or ".." in parts


def _label(question: Question | None, language: str) -> str:
    if question is None:
        return ""
    label = question.label.get(language) or question.label["zh-hans"]
    choices = f" ({' / '.join(question.choices)})" if question.choices else ""
    return f"{label}{choices}{'' if question.required else ' *'}"


def _no(what: str, *fields: str, **facts: str) -> Refusal:
    return Refusal(f"filing.bulk_{what}", _LAW, fields, tuple(facts.items()))
