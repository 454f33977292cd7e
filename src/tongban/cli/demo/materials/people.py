"""The people of the story."""

from __future__ import annotations

from dataclasses import dataclass

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person. `division` starts with 99, which GB/T 2260 gives to no place."""

    name: str
    sex: str
    born: str
    division: str
    serial: str
    address: str
    account: str

    @property
    def id_number(self) -> str:
        """The citizen number with the check digit of GB 11643."""
        body = self.division + self.born.replace("-", "") + self.serial
        return body + _CHECKS[sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11]


LENDER = Somebody(
    "林晓梅", "女", "1988-06-03", "990107", "002", "四川省成都市武侯区示例路8号2栋1单元301", "6200 0000 0000 0107 001"
)
BORROWER = Somebody(
    "周志强", "男", "1985-11-20", "990103", "001", "重庆市渝中区示例街16号5-2", "6200 0000 0000 0103 002"
)
CARPENTER = Somebody(
    "吴大林", "男", "1979-02-14", "990103", "003", "重庆市渝中区示例巷21号2-1", "6200 0000 0000 0103 003"
)
LAWYER = Somebody(
    "田知远", "男", "1988-06-12", "990101", "101", "重庆市渝中区示例路100号12-3", "6200 0000 0000 0103 005"
)
SHOPKEEPER = Somebody(
    "郑小兰", "女", "1992-09-08", "990103", "004", "重庆市渝中区示例路33号1-4", "6200 0000 0000 0103 004"
)
