"""Taking a table of courts into a platform: the act, done twice, with flaws, and reads of what it wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tongban.courts import law, queries
from tongban.courts.actions.importing import import_courts
from tongban.courts.models import CourtRow
from tongban.courts.rules.tables import all_courts
from tongban.courts.vocabulary import Court
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("new_platform")]

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = AT.date()
OFFICE = Actor.office("渝", "platform set-up")


@pytest.fixture
def new_platform(db: None) -> None:
    """A platform before its first import: the session's database holds the courts already."""
    with lifted("the test begins before the first import"):
        CourtRow.objects.all().delete()


def test_the_shipped_table_becomes_rows_and_twice_is_once() -> None:
    first = import_courts(all_courts(), by=OFFICE, at=AT)
    again = import_courts(all_courts(), by=OFFICE, at=AT)
    assert (first.created, first.changed) == (530, 0)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 530)
    assert first.digest == again.digest
    assert CourtRow.objects.count() == 530


def test_a_court_that_ends_is_not_found_afterwards() -> None:
    import_courts(all_courts(), by=OFFICE, at=AT)
    ended = [replace(court, valid_to=date(2026, 6, 30)) if court.code == "渝0103" else court for court in all_courts()]
    assert import_courts(ended, by=OFFICE, at=AT).changed == 1
    assert isinstance(queries.court_of("渝0103", date(2026, 6, 30)), Court)
    assert isinstance(queries.court_of("渝0103", date(2026, 7, 1)), Refusal)


def test_a_table_with_flaws_is_refused_whole() -> None:
    flawed = [replace(court, parent="") if court.code in {"渝0103", "川0107"} else court for court in all_courts()]
    with pytest.raises(Refused) as no:
        import_courts(flawed, by=OFFICE, at=AT)
    assert [refusal.reason for refusal in no.value.refusals] == ["courts.parent_missing"] * 2
    assert not CourtRow.objects.exists()


def test_rows_answer_as_the_table_does() -> None:
    import_courts(all_courts(), by=OFFICE, at=AT)
    assert [court.code for court in queries.ancestors("川0107", DAY)] == ["川01", "川", "最高法"]
    assert "渝0103" in {court.code for court in queries.children("渝05", DAY)}


def test_a_hosted_court_hosts_the_courts_below_it() -> None:
    fact = import_courts(by=OFFICE, at=AT, hosted=["渝"])
    assert fact.hosted == ("渝",)
    assert queries.is_hosted("渝0103", DAY)
    assert queries.is_hosted("渝05", DAY)
    assert not queries.is_hosted("川0107", DAY)
    assert not queries.is_hosted("最高法", DAY)


def test_a_platform_of_one_court_hosts_that_one() -> None:
    import_courts(by=OFFICE, at=AT, hosted=["渝0103"])
    assert [court.code for court in queries.hosted_courts(DAY)] == ["渝0103"]


def test_a_court_that_no_longer_lives_here_is_let_go() -> None:
    import_courts(by=OFFICE, at=AT, hosted=["渝0103", "川0107"])
    assert import_courts(by=OFFICE, at=AT, hosted=["川0107"]).changed == 1
    assert [court.code for court in queries.hosted_courts(DAY)] == ["川0107"]


def test_an_unknown_court_cannot_be_hosted() -> None:
    with pytest.raises(Refused) as no:
        import_courts(by=OFFICE, at=AT, hosted=["渝0199"])
    assert no.value.refusals[0].reason == "courts.unknown"


def test_names_are_read_for_papers() -> None:
    import_courts(by=OFFICE, at=AT)
    assert queries.court_name("渝0103", DAY) == "重庆市渝中区人民法院"
    assert law.cause_name("108(3)", DAY) == "民间借贷纠纷"
    assert (queries.court_name("无", DAY), law.cause_name("无", DAY)) == ("无", "无")
