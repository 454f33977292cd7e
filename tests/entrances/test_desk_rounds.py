"""Rounds at the desk: a page that is older than the court's last act says what has changed."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from tests.acts.conduct import consent, prepared
from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.evidence.actions.rounds import close_round, open_exchange
from tongban.evidence.models import Round


def test_closing_a_round_that_a_colleague_has_closed_says_so(house: House) -> None:
    case = prepared(house)
    consent(house, case, "exchange")
    round_uid = open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    page, clerk = reverse("desk:evidence_close_round", args=[case.uid]), signed_in(house, house.clerk.person)
    close_round(case.uid, round_uid, by=house.judge, at=house.at)
    answer = clerk.post(page, {"round": str(round_uid)}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "round is closed" in answer.content.decode()
    assert Round.objects.get(uid=round_uid).closed_at == house.at
    assert clerk.post(page, {"round": str(uuid4())}).status_code == 404
    assert clerk.post(page, {"round": "x"}).status_code == 404
