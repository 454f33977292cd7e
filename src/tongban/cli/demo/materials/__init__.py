"""Exhibits for the demonstration's story: invented people, invented bank, the same bytes at every run.

A loan of 186,500 yuan from Lin Xiaomei (Chengdu) to Zhou Zhiqiang (Chongqing), of which 10,000 came back. Every file
says that it is a specimen; identity numbers use division codes that were never assigned, so they can be nobody's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tongban.cli.demo.materials import cards, iou, screens, slips, statements

_MAKERS: dict[str, Callable[[], bytes]] = {
    "借条.jpg": iou.photograph,
    "银行转账明细.pdf": statements.transfer,
    "聊天记录1.png": screens.first,
    "聊天记录2.png": screens.second,
    "还款凭证.pdf": statements.repayment,
    "林晓梅身份证样本.png": cards.lender,
    "周志强身份证样本.png": cards.borrower,
    "吴大林身份证样本.png": cards.carpenter,
    "郑小兰身份证样本.png": cards.shopkeeper,
    "冯大海借条.png": slips.carpenter,
    "钱有为借条.png": slips.shopkeeper,
    "何志军借条.png": slips.lender,
}
KEYS = {
    "iou": "借条.jpg",
    "bank_statement": "银行转账明细.pdf",
    "chat_1": "聊天记录1.png",
    "chat_2": "聊天记录2.png",
    "repayment": "还款凭证.pdf",
    "identity_lender": "林晓梅身份证样本.png",
    "identity_borrower": "周志强身份证样本.png",
    "identity_carpenter": "吴大林身份证样本.png",
    "identity_shopkeeper": "郑小兰身份证样本.png",
    "iou_carpenter": "冯大海借条.png",
    "iou_shopkeeper": "钱有为借条.png",
    "iou_lender": "何志军借条.png",
}
"""What the story calls each file."""


def make_materials(folder: Path) -> dict[str, Path]:
    """Write all materials into `folder` and name them by `KEYS`; a file that exists is written again, equal."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for key, name in KEYS.items():
        made[key] = folder / name
        made[key].write_bytes(_MAKERS[name]())
    return made
