"""Tables of complaints: columns, flaws of the whole, rows, archives, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest

from tongban.face.bulk import safe_cell
from tongban.filing.adapters.archives import Archive, archive_of
from tongban.filing.rules.bulk import (
    MOST_UNPACKED,
    check_key,
    check_members,
    columns,
    missing_files,
    not_asked,
    read_table,
    template,
    whole_folder,
)
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.told import Told
from tongban.filing.vocabulary.bulk import MOST_ROWS, Member, TableRow
from tongban.kernel.refusal import Refusal, Refused

LENDING, TODAY = interviews()["private_lending"], date(2026, 3, 2)


def table(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def reasons(data: bytes) -> list[str]:
    return [one.reason for one in read_table(data, LENDING) if isinstance(one, Refusal)]


def rows(data: bytes) -> list[TableRow]:
    return [one for one in read_table(data, LENDING) if isinstance(one, TableRow)]


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("name", list(interviews()))
def test_every_interview_has_a_template_that_is_read_again(name: str) -> None:
    interview = interviews()[name]
    empty = template(interview, "zh-hans")
    head = next(csv.reader(io.StringIO(empty)))
    assert head == [column for column, _question in columns(interview)]
    line = ["A1"] + [""] * (len(head) - 1)
    (row,) = read_table((empty + ",".join(line) + "\r\n").encode(), interview)
    assert isinstance(row, TableRow)
    assert (row.line, row.ref, row.answers) == (3, "A1", {"state.secret": "no"})


def test_a_template_asks_what_the_interview_asks_but_secrets_and_further_rows() -> None:
    names = {name for name, _question in columns(LENDING)}
    assert {"ref", "court.chosen", "defendant.name", "loan.amount", "files.iou"} <= names
    assert "state.secret" not in names
    assert not {name for name in names if name.endswith(".more")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(encoding: str) -> None:
    (row,) = rows("ref,defendant.name\r\nA1,周志强\r\n".encode(encoding))
    assert row.answers["defendant.name"] == "周志强"


def test_texts_in_quotation_marks_keep_commas_and_line_breaks() -> None:
    (row,) = rows(table("ref,story.text", 'A1,"一,二\n三"'))
    assert row.answers["story.text"] == "一,二\n三"


def test_a_second_row_of_a_repeated_page_says_by_itself_that_it_follows() -> None:
    (row,) = rows(table("ref,defendant.name,defendant.2.name", "A1,周志强,赵新"))
    assert row.answers["defendant.more"] == "yes"
    (row,) = rows(table("ref,defendant.name,defendant.2.name", "A1,周志强,"))
    assert "defendant.more" not in row.answers


def test_nobody_behind_an_empty_row_gets_lost() -> None:
    """Whoever is the third gets a second before him, of whom the findings then ask everything."""
    (row,) = rows(table("ref,defendant.name,defendant.2.name,defendant.3.name", "A1,周志强,,赵新"))
    found = Told(LENDING, row.answers, date(2026, 3, 2)).every("defendant.name")
    assert found == ["周志强", None, "赵新"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_with_whatever_a_spreadsheet_writes_between_the_cells(separator: str) -> None:
    head, cells = ("ref", "story.text", "files.iou"), ("A1", "一，二；三", '"1.pdf;2.pdf"')
    (row,) = rows(table("# 说明,;,;,;", separator.join(head), separator.join(cells)))
    assert row.answers["story.text"] == "一，二；三"
    assert row.files == {"files.iou": ("1.pdf", "2.pdf")}


def test_a_table_of_another_kind_is_told_by_its_first_flaws_and_is_not_read_to_its_end() -> None:
    assert len(reasons(table("ref,loan.amount", *["x"] * 3000))) == 200
    begins = table("ref", *map(str, range(MOST_ROWS + 1)))
    assert reasons(begins + b'\r\n"never closed') == ["filing.bulk_too_many_rows"]
    assert len(check_members([member(f"../{n}.pdf") for n in range(3000)])) == 200


def test_amounts_and_days_are_read_as_on_a_page() -> None:
    (row,) = rows(table("ref,loan.amount,loan.happened", "A1,叁万伍仟元整,2024年9月10日"))
    assert (row.answers["loan.amount"], row.answers["loan.happened"]) == ("35000.00", "2024-09-10")


def test_a_filled_cell_for_which_nothing_else_in_its_row_asks_is_told() -> None:
    told = "ref,state.secret,court.chosen,defendant.more,loan.interest,loan.rate"
    (row,) = rows(table(told, "A1,no,渝0103,no,none,12"))
    assert [(one.reason, one.fields) for one in not_asked(row, LENDING, TODAY)] == [
        ("filing.bulk_cell_not_asked", ("loan.rate",))
    ]
    (row,) = rows(table(told, "A1,no,渝0103,no,agreed,12"))
    assert not_asked(row, LENDING, TODAY) == []
    (row,) = rows(
        table("ref,defendant.name,defendant.2.name,defendant.2.where,defendant.2.division", "A1,甲,乙,dead,500103")
    )
    assert [one.fields for one in not_asked(row, LENDING, TODAY)] == [("defendant.2.division",)]


def test_files_are_named_with_semicolons_between() -> None:
    (row,) = rows(table("ref,files.iou", "A1,a/1.pdf; a/2.pdf;"))
    assert row.files == {"files.iou": ("a/1.pdf", "a/2.pdf")}
    assert [one.fields for one in missing_files(row, {"a/1.pdf"})] == [("files.iou",)]
    assert missing_files(row, {"a/1.pdf", "a/2.pdf"}) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["table_empty"]),
        (table("ref,loan.amount"), ["table_empty"]),
        (b"\xff\xfe\x00\x81\xff", ["table_unreadable"]),
        (table("ref", '"A1'), ["table_unreadable"]),
        (table("loan.amount", "1"), ["column_missing"]),
        (table("ref,ref", "1,2"), ["column_twice"]),
        (table("ref,loan.colour", "1,2"), ["column_unknown"]),
        (table("ref,loan.amount", "A1,1,2"), ["row_uneven"]),
        (table("ref,loan.amount", ",1"), ["ref_missing"]),
        (table("ref,loan.amount", "A1,1", "A1,2"), ["ref_twice"]),
        (table("ref,loan.colour", "A1,1", "A1,2"), ["column_unknown", "ref_twice"]),
        (table("ref", *map(str, range(MOST_ROWS + 1))), ["too_many_rows"]),
    ],
)
def test_what_is_wrong_with_the_whole_is_told_at_once(data: bytes, expected: list[str]) -> None:
    assert reasons(data) == [f"filing.bulk_{one}" for one in expected]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\r=1"])
def test_no_cell_of_the_results_is_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"
    assert safe_cell("A1=2") == "A1=2"


@pytest.mark.parametrize(("key", "fits"), [("2026-11.a_1", True), ("", False), ("a b", False), ("x" * 65, False)])
def test_a_key_is_short_and_plain(key: str, *, fits: bool) -> None:
    assert (check_key(key) is None) is fits


def member(name: str, size: int = 10, packed_size: int = 10, *, plain: bool = True) -> Member:
    return Member(name, size, packed_size, plain)


@pytest.mark.parametrize(
    ("added", "reason"),
    [
        (member("../x.pdf"), "archive_path"),
        (member("/etc/x.pdf"), "archive_path"),
        (member("C:/x.pdf"), "archive_path"),
        (member("a\\..\\x.pdf"), "archive_path"),
        (member("a/../x.pdf"), "archive_path"),
        (member("locked.pdf", plain=False), "archive_locked"),
        (member("bomb.pdf", 500 * 2**20, 1000), "archive_too_large"),
        (member("huge.pdf", MOST_UNPACKED, MOST_UNPACKED), "archive_too_large"),
        (member("second.csv"), "archive_table"),
        (member("claims.csv"), "archive_twice"),
    ],
)
def test_an_archive_is_judged_before_it_is_unpacked(added: Member, reason: str) -> None:
    assert check_members([member("claims.csv"), member("a/x.csv")]) == ()
    assert [one.reason for one in check_members([member("claims.csv"), added])] == [f"filing.bulk_{reason}"]


def test_an_archive_gives_its_table_and_its_files() -> None:
    made = archive_of(packed(**{"claims.csv": b"ref\r\nA1", "a/1.pdf": b"%PDF"}))
    assert made.table() == b"ref\r\nA1"
    assert made.names == {"a/1.pdf"}
    assert made.read("a/1.pdf") == b"%PDF"


def test_a_table_alone_is_an_archive_without_files() -> None:
    made = archive_of(b"ref\r\nA1")
    assert (made.table(), made.names) == (b"ref\r\nA1", frozenset())


def test_names_from_chinese_windows_are_read_as_meant() -> None:
    name = "借条.pdf".encode("gb18030")
    data = packed(**{"claims.csv": b"ref", "x" * len(name): b"x"})
    made = archive_of(data.replace(b"x" * len(name), name))
    assert made.names == {"借条.pdf"}
    assert made.read("借条.pdf") == b"x"


@pytest.mark.parametrize(
    ("system", "written", "meant"),
    [(3, "借条.pdf".encode(), "借条.pdf"), (0, "隆.pdf".encode("gb18030"), "隆.pdf"), (3, b"iou.pdf", "iou.pdf")],
)
def test_names_are_read_as_the_system_writes_them_that_packed_the_archive(
    system: int, written: bytes, meant: str
) -> None:
    """Apple writes UTF-8 without saying so; what Chinese Windows writes may look like it."""
    made, mark = io.BytesIO(), "x" * len(written)
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("claims.csv", mark):
            one = zipfile.ZipInfo(name)
            one.create_system = system
            archive.writestr(one, b"ref")
    found = archive_of(made.getvalue().replace(mark.encode(), written))
    assert found.names == {meant}
    assert found.read(meant) == b"ref"


def test_a_folder_that_was_packed_is_read_like_what_lies_in_it() -> None:
    files = {"2026/claims.csv": b"ref\r\nA1", "2026/a/1.pdf": b"%PDF", "__MACOSX/2026/._claims.csv": b"x"}
    made = archive_of(packed(**files))
    assert (made.table(), made.names) == (b"ref\r\nA1", {"a/1.pdf"})
    assert archive_of(packed(**{"claims.csv": b"ref", "__MACOSX/._claims.csv": b"x"})).names == frozenset()


@pytest.mark.parametrize(
    "names", [["a/1.csv", "b/1.csv"], ["a/1.csv", "2.csv"], ["1.csv"], ["/1.csv"], ["../1.csv"], []]
)
def test_several_folders_or_none_are_no_folder_around_all(names: list[str]) -> None:
    assert whole_folder(names) == ""


def test_a_damaged_archive_is_refused() -> None:
    whole = packed(**{"claims.csv": b"ref\r\nA1" * 100})
    for data in (whole[:40], whole[:-10], b"PK\x03\x04"):
        with pytest.raises(Refused) as no:
            Archive(io.BytesIO(data)).table()
        assert [one.reason for one in no.value.refusals] == ["filing.bulk_archive_unreadable"]


def test_a_file_that_is_longer_than_its_directory_says_is_refused() -> None:
    data = bytearray(packed(**{"claims.csv": b"ref", "bomb.pdf": b"0" * 5000}))
    directory = data.rindex(b"bomb.pdf") - 46
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    made = archive_of(bytes(data))
    with pytest.raises(Refused):
        made.read("bomb.pdf")
