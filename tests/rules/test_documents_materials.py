"""The demonstration's exhibits: invented, marked, the same at every run, and fit to be handed in."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest

from tongban.cli.demo.materials import KEYS, make_materials
from tongban.cli.demo.materials.people import BORROWER, LENDER, Somebody
from tongban.documents.adapters.inspection import inspect
from tongban.documents.rules.intake import Limits, screen_upload


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return make_materials(tmp_path_factory.mktemp("materials"))


def test_two_runs_give_the_same_bytes(materials: dict[str, Path], tmp_path: Path) -> None:
    again = make_materials(tmp_path)
    assert {key: path.read_bytes() for key, path in materials.items()} == {
        key: path.read_bytes() for key, path in again.items()
    }


@pytest.mark.parametrize("key", KEYS)
def test_each_can_be_handed_in(materials: dict[str, Path], key: str) -> None:
    path = materials[key]
    assert screen_upload(inspect(io.BytesIO(path.read_bytes()), path.name, Limits()), Limits()) == ()


@pytest.mark.parametrize(("key", "amount"), [("bank_statement", "186,500.00"), ("repayment", "10,000.00")])
def test_the_banks_papers_show_the_amount_and_that_they_are_specimens(
    materials: dict[str, Path], key: str, amount: str
) -> None:
    document = pypdfium2.PdfDocument(materials[key])
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert amount in text
    assert "SPECIMEN" in text
    assert "无任何效力" in text


@pytest.mark.parametrize("person", [LENDER, BORROWER], ids=["lender", "borrower"])
def test_identity_numbers_check_but_belong_to_no_place(person: Somebody) -> None:
    number = person.id_number
    weights = [2**place % 11 for place in range(17, -1, -1)]
    assert sum((10 if c == "X" else int(c)) * w for c, w in zip(number, weights, strict=True)) % 11 == 1
    assert number.startswith("99")
