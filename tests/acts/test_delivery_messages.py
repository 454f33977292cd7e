"""Text and instant messages: a real service of its own takes them and reports; only what the law lets count counts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from tests.acts.service import NONE, quick_papers
from tests.acts.test_delivery_by_hand import FORM, certificate_of
from tests.builders import House, party, step
from tongban.cases.models import Party
from tongban.cases.vocabulary import CaseView, Side
from tongban.delivery.actions.addresses import confirm_address
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.inbox import Carriers
from tongban.delivery.models import Attempt, Dispatch
from tongban.documents.models import Document
from tongban.frame.guard import lifted

pytestmark = pytest.mark.django_db

ELSEWHERE = frozenset({"deliver_envelope", "refresh_sheets"})
"""What concerns a platform that the test has not admitted."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    quick_papers(monkeypatch)
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, messages=tmp_path))
    return tmp_path


def works(house: House, folder: Path) -> None:
    """The service's process works through its folder once, then the platform takes the reports in."""
    command = [sys.executable, "-m", "tongban.cli.demo.messenger", str(folder), "--once"]
    subprocess.run(command, check=True, timeout=60)
    carriers = Carriers(folder / "post-out", folder / "post", folder / "mail", folder, house.clock)
    while carriers():
        pass


def sent_to(house: House, account: str, phone: str) -> tuple[CaseView, Dispatch]:
    """Papers to a plaintiff who agreed, confirmed both, and is reached through another platform that is silent."""
    case = house.case()
    house.work(without=NONE)
    told = FORM | {"account": account, "phone": phone, "told": "yes"}
    step(party(house.lin.uid), house.at, lambda r: confirm_address(r, case=case.uid, **told))
    with lifted("test: the plaintiff acts through another platform"):
        Party.objects.filter(case=case.uid, side=Side.PLAINTIFF).update(platform="sichuan")
    paper = Document.objects.filter(case=case.uid, kind="complaint").get().uid
    lin = case.of_side(Side.PLAINTIFF)[0].uid
    uid = step(house.clerk, house.at, lambda r: order(r, case.uid, paper, lin, "other"))
    house.work(without=ELSEWHERE)
    return case, Dispatch.objects.get(uid=uid)


def test_an_instant_message_serves_when_the_service_reports_its_arrival(house: House, service: Path) -> None:
    _case, dispatch = sent_to(house, "court-im-21", "13900000001")
    made = set(Attempt.objects.filter(dispatch=dispatch).values_list("channel", "counts", "state"))
    assert made == {("portal", True, "sent"), ("message", True, "sent"), ("sms", False, "sent")}
    texts = {
        json.loads(path.read_text())["kind"]: json.loads(path.read_text())["text"]
        for path in (service / "out").iterdir()
    }
    assert "民事起诉状" in texts["message"]
    assert "民事起诉状" not in texts["sms"]
    assert "民初" not in texts["sms"]
    works(house, service)
    house.work(without=ELSEWHERE)
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.served_by) == ("served", "message")
    told = certificate_of(dispatch)
    assert (told["way"], told["address"]) == ("即时通讯", "co*******21")


def test_a_text_message_that_arrived_serves_nothing(house: House, service: Path) -> None:
    _case, dispatch = sent_to(house, "", "13900000001")
    works(house, service)
    dispatch.refresh_from_db()
    assert dispatch.state == "under_way"
    assert Attempt.objects.get(dispatch=dispatch, channel="sms").state == "arrived"


@pytest.mark.parametrize(
    ("account", "state"), [("court-im-20", "failed"), ("court-im-29", "sent"), ("court-im-28", "arrived")]
)
def test_failure_silence_and_repetition_of_the_service(house: House, service: Path, account: str, state: str) -> None:
    _case, dispatch = sent_to(house, account, "13900000001")
    works(house, service)
    message = Attempt.objects.get(dispatch=dispatch, channel="message")
    assert message.state == state
    dispatch.refresh_from_db()
    assert (dispatch.state == "served") is (state == "arrived")


def test_what_is_no_report_is_put_aside(house: House, service: Path) -> None:
    (service / "in").mkdir()
    for name, content in (("a", b"[]"), ("b", b"{"), ("c", b'{"key": "x", "state": "arrived"}'), ("d", b"\xff")):
        (service / "in" / f"{name}.json").write_bytes(content)
    works(house, service)
    assert len(list((service / "in" / "unfit").iterdir())) == 4
