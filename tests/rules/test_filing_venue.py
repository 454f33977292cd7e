"""What the answers of each interview tell the venue rules, and to which courts they lead."""

from __future__ import annotations

import pytest

from tests.rules.filing_people import EVERYTHING, TODAY, answered, middling
from tongban.cases.vocabulary import Circumstance
from tongban.courts.law import competent_courts
from tongban.courts.vocabulary import VenueAnswer
from tongban.filing.rules.dispute import circumstances_of, dispute_of
from tongban.filing.rules.interview import interviews

HERE = {
    "plaintiff.division": "510107",
    "defendant.division": "500103",
    "defendant.where": "here",
    "agreement.kind": "none",
}
YUBEI, YUZHONG, WUHOU = "渝0112", "渝0103", "川0107"


def venue(name: str, told: dict[str, str]) -> VenueAnswer:
    interview = interviews()[name]
    answers = answered(interview, middling, fixed=EVERYTHING | HERE | told)
    found = competent_courts(dispute_of(interview, answers, TODAY), on=TODAY)
    assert isinstance(found, VenueAnswer), found
    return found


@pytest.mark.parametrize(
    ("name", "told", "courts"),
    [
        ("private_lending", {}, [WUHOU, YUZHONG]),
        ("private_lending", {"agreement.kind": "defendant_domicile"}, [YUZHONG]),
        ("sale", {"deal.side": "undelivered", "deal.ends": "no"}, [YUZHONG]),
        ("lease", {"lease.thing": "house", "lease.division": "500112"}, [YUBEI]),
        ("lease", {"lease.thing": "vehicle", "lease.division": "500112"}, [YUBEI, YUZHONG]),
        ("property_management", {"estate.side": "owner", "estate.division": "500112"}, [YUBEI, YUZHONG]),
        ("labour", {"work.division": "500112"}, [YUBEI, YUZHONG]),
        ("divorce", {"defendant.away": "no"}, [YUZHONG]),
        ("divorce", {"defendant.away": "yes"}, [WUHOU, YUZHONG]),
        ("maintenance", {}, [YUZHONG]),
        ("maintenance", {"defendant.where": "abroad"}, [WUHOU]),
        ("traffic_accident", {"accident.division": "500112"}, [YUBEI, YUZHONG]),
        ("consumer", {"bought.hurt": "yes"}, [YUZHONG]),
        ("bank", {}, [WUHOU, YUZHONG]),
        ("neighbour", {"next.division": "500112"}, [YUBEI]),
        ("online_purchase", {"order.online": "no", "order.division": "500112"}, [YUBEI, YUZHONG]),
        ("online_purchase", {"order.online": "yes"}, [WUHOU, YUZHONG]),
        ("personal_information", {"data.online": "yes"}, [WUHOU, YUZHONG]),
        ("general", {"matter.kind": "estate", "estate.division": "500112"}, [YUBEI]),
    ],
)
def test_the_answers_lead_to_the_competent_courts(name: str, told: dict[str, str], courts: list[str]) -> None:
    assert [court.code for court in venue(name, told).courts] == courts


def test_a_dispute_about_work_goes_by_its_own_article_whoever_sues() -> None:
    """劳动争议解释(一) 3: where the contract is performed or where the employer has its seat."""
    worker = venue("labour", {"work.division": "500112"})
    assert {court.article for court in worker.courts} == {"劳动争议解释(一) 3"}
    told = {"work.side": "employer", "plaintiff.kind": "legal", "work.division": "500112"}
    assert [court.code for court in venue("labour", told).courts] == [YUBEI, WUHOU]


@pytest.mark.parametrize(("hidden", "courts"), [("yes", [YUBEI, YUZHONG]), ("no", [YUZHONG])])
def test_a_clause_hidden_in_terms_does_not_bind_a_consumer(hidden: str, courts: list[str]) -> None:
    told = {"agreement.kind": "defendant_domicile", "agreement.standard_terms": hidden}
    told |= {"order.online": "no", "order.division": "500112"}
    assert [court.code for court in venue("online_purchase", told).courts] == courts


@pytest.mark.parametrize("name", ["online_purchase", "platform_account", "personal_information"])
def test_online_disputes_go_to_an_internet_court_where_there_is_one(name: str) -> None:
    """Hangzhou has one; the table of courts here does not hold it, and says so."""
    found = venue(name, {"defendant.division": "330106", "data.online": "yes"})
    assert "venue.special_court_not_in_table" in {lost.why.reason for lost in found.lost}
    assert "330106" in {lost.place for lost in found.lost}


@pytest.mark.parametrize(
    ("name", "told", "found"),
    [
        ("private_lending", {}, set()),
        ("divorce", {}, {Circumstance.STATUS_OR_TITLE}),
        ("neighbour", {}, {Circumstance.NOT_MONEY}),
        ("private_lending", {"defendant.where": "abroad"}, {Circumstance.FOREIGN}),
        (
            "private_lending",
            {"defendant.where": "unknown"},
            {Circumstance.DEFENDANT_MISSING, Circumstance.PARTY_MISSING},
        ),
    ],
)
def test_the_answers_show_what_speaks_against_a_track(
    name: str, told: dict[str, str], found: set[Circumstance]
) -> None:
    interview = interviews()[name]
    answers = answered(interview, middling, fixed=EVERYTHING | HERE | told)
    assert circumstances_of(interview, answers, TODAY) == found
