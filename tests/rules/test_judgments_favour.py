"""In whose favour a judgment is, by its holdings."""

from __future__ import annotations

import pytest

from tongban.cases.vocabulary import Side
from tongban.judgments.rules.favour import favoured

PLAINTIFF, DEFENDANT = Side.PLAINTIFF, Side.DEFENDANT
PAY = "被告周志强于本判决生效之日起十日内向原告林晓梅偿还借款本金186,500元；"


@pytest.mark.parametrize(
    ("holdings", "sides"),
    [
        ([PAY], {PLAINTIFF}),
        ([PAY, "驳回原告林晓梅的其他诉讼请求。"], {PLAINTIFF}),
        (["驳回原告林晓梅的全部诉讼请求。"], set()),
        ([PAY, "原告林晓梅于本判决生效之日起十日内返还借条原件。"], {PLAINTIFF, DEFENDANT}),
        (["原告林晓梅向被告周志强支付货款5000元。"], {DEFENDANT}),
        (["准予原告林晓梅与被告周志强离婚。"], {PLAINTIFF, DEFENDANT}),
        (["原告林晓梅与被告周志强离婚。"], {PLAINTIFF, DEFENDANT}),
        (["二、被告周志强返还借条。"], {PLAINTIFF}),
        (["确认双方签订的合同无效。"], {PLAINTIFF, DEFENDANT}),
        (["被告周志强向第三人吴建国支付货款5000元。"], {PLAINTIFF, Side.THIRD_PARTY}),
    ],
)
def test_who_is_told_to_do_something_tells_in_whose_favour_it_is(holdings: list[str], sides: set[Side]) -> None:
    assert favoured(holdings) == sides
