"""A list of licences for tests, and the registers that answer a court, in a process of their own. All invented."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.builders import id_number
from tongban.people.rules.identity_papers import credit_check
from tongban.people.rules.licence_files import COLUMNS
from tongban.people.vocabulary import OutsideService

KEY = "a key that only the court and the registers know"


def credit_code(begins: str, serial: int) -> str:
    """A credit code with its right check sign; `begins` are its first two signs, its division was never assigned."""
    signs = f"{begins}990000MD{serial:07d}"
    return signs + credit_check(signs)


FIRM, OTHER_FIRM, OFFICE = credit_code("31", 1), credit_code("31", 2), credit_code("33", 1)
COMPANY = credit_code("91", 1)
LAWYER, WORKER = "15001201510123456", "35001080112"


def licence_line(**changed: str) -> dict[str, str]:
    """A lawyer in good standing; Chinese headings change a column."""
    told = {
        "类别": "律师",
        "执业证号": LAWYER,
        "姓名": "林晓梅",
        "身份证号": id_number(1),
        "机构代码": FIRM,
        "机构名称": "重庆示例律师事务所",
        "省份": "50",
        "首次执业日期": "2015-07-01",
        "状态": "执业",
        "状态起": "",
        "状态止": "",
        "有效期至": "",
        "考核年度": "2025",
        "考核结果": "称职",
    }
    return told | changed


def worker_line(**changed: str) -> dict[str, str]:
    """A legal worker in good standing."""
    office = {"机构代码": OFFICE, "机构名称": "重庆示例街道法律服务所", "首次执业日期": "2019-03-01"}
    who = {"类别": "基层法律服务工作者", "执业证号": WORKER, "姓名": "周志强", "身份证号": id_number(2)}
    return licence_line(**(who | office | changed))


def table(*lines: Mapping[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    """The list as a file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(lines)
    return ("\ufeff" + text.getvalue()).encode()


def organisations(*rows: tuple[str, str, str, str, str]) -> bytes:
    """The registration authority's table."""
    text = io.StringIO()
    csv.writer(text).writerows([("code", "name", "representative", "id_number", "dissolved"), *rows])
    return text.getvalue().encode()


@contextmanager
def registers(folder: Path, licences: bytes, companies: bytes = b"") -> Iterator[OutsideService]:
    """Both registers in a second process; whoever writes `folder`/licences.csv changes what they say."""
    first, second = folder / "licences.csv", folder / "organisations.csv"
    first.write_bytes(licences)
    second.write_bytes(companies or organisations())
    command = [sys.executable, "-m", "tongban.cli.registers", "0", KEY, str(first), str(second)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            yield OutsideService(address, KEY, "执业与登记信息库", "Registers of licences and organisations")
        finally:
            process.terminate()
