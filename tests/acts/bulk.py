"""Tables of complaints for tests, with invented people."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable

from tests.builders import House, answers, party, picture
from tongban.filing.actions.bulk import take_in
from tongban.filing.vocabulary.bulk import BatchView

FILES = ("files.identity", "files.iou")


def lines(number: int, *, first: int = 0, **changed: str) -> list[dict[str, str]]:
    """That many loans, each of another sum; their files lie in the archive of `packed`."""
    told = {key: value for key, value in answers(**changed).items() if key != "state.secret"}
    return [
        {"ref": f"A-{one}", **told, "loan.amount": str(60000 + one), **dict.fromkeys(FILES, f"files/{one}.png")}
        for one in range(first, first + number)
    ]


def table(rows: Iterable[dict[str, str]]) -> bytes:
    """The rows as CSV."""
    rows, out = list(rows), io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def packed(rows: list[dict[str, str]], *, without: Iterable[str] = (), scan: bytes = b"") -> bytes:
    """The rows with their files as an archive; one and the same picture serves for all."""
    named = {row[question] for row in rows for question in FILES if row.get(question)} - set(without)
    made, scan = io.BytesIO(), scan or picture().read()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("claims.csv", table(rows))
        for name in named:
            archive.writestr(name, scan)
    return made.getvalue()


def sent(house: House, data: bytes, *, key: str = "k1", secret: str = "no") -> BatchView:
    """The lender sends it."""
    return take_in(
        io.BytesIO(data),
        "claims.zip",
        interview="private_lending",
        key=key,
        secret=secret,
        by=party(house.lin.uid),
        at=house.at,
    )
