"""What a party reads of the judgment on the page of the case."""

from __future__ import annotations

from django.urls import reverse

from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.cases.vocabulary import Stage
from tongban.judgments.actions import sign_judgment, start_draft
from tongban.judgments.models import Judgment


def test_a_party_reads_the_holdings_once_the_judgment_is_pronounced(house: House) -> None:
    case = house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)
    assert house.judge.person is not None
    start_draft(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    address = reverse("portal:case", args=[case.uid])
    holding = "被告周志强于本判决生效之日起十日内向原告林晓梅偿还借款本金186500元"
    assert holding not in signed_in(house, house.lin.uid).get(address).content.decode()
    _pronounce(house)
    text = signed_in(house, house.lin.uid).get(address).content.decode()
    assert holding in text
    assert "Your time for an appeal starts when the judgment has been served on you" in text


def _pronounce(house: House) -> None:
    from tongban.frame.guard import lifted

    with lifted("test: a judgment that carries its signatures"):
        Judgment.objects.update(layer="case", pronounced_at=house.at)
