"""The case page and the register: what happened in words, what comes next by the table, what the ledger says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.builders import OPERATOR, YUZHONG, House, staff, step
from tests.entrances.desk import signed_in
from tongban.cases.vocabulary import Act, Stage
from tongban.desk.next_acts import ACT_PLACES, CONVERSION, OCCASIONAL_PLACES, PAGE_PLACES, VISITORS
from tongban.desk.wording.cases import ACTS, STAGES
from tongban.desk.wording.events import EVENTS, say
from tongban.frame.guard import lifted
from tongban.kernel.facts import FACTS
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry


def test_the_case_page_tells_what_happened_and_who_takes_part(house: House) -> None:
    case = house.case()
    page = signed_in(house, house.judge.person).get(reverse("desk:case", args=[case.uid])).content.decode()
    for said in (case.number, "Case registered", "clerk 王芳", "周志强", "not joined", "simplified procedure", "李明"):
        assert said in page
    assert "Materials of the filing put on the file" not in page
    whole = signed_in(house, house.judge.person).get(reverse("desk:case", args=[case.uid]), {"whole": "1"})
    assert "Materials of the filing put on the file" in whole.content.decode()


@pytest.mark.parametrize("role", [Role.CLERK, Role.JUDGE, Role.LIAISON, Role.PRESIDENT])
def test_an_own_case_is_read_on_the_portal_and_at_no_desk(house: House, role: Role) -> None:
    """Who serves at the court and is a party there reads as one: the desk tells the whole register."""
    case, lin = house.case(), house.lin.uid
    step(OPERATOR, house.at, lambda record: appoint(record, person=lin, role=role, court=YUZHONG))
    client = signed_in(house, lin)
    assert client.get(reverse("portal:case", args=[case.uid])).status_code == 200
    for address in ("desk:case", "desk:agents_case", "desk:evidence_case"):
        assert client.get(reverse(address, args=[case.uid])).status_code == 404, address
    docketed = Entry.objects.get(event="case_docketed", case=case.uid).uid
    assert client.get(reverse("desk:register_entry", args=[docketed])).status_code == 404


def test_the_judges_inbox_holds_own_cases_only(house: House) -> None:
    case = house.case()
    other = staff(YUZHONG, Role.JUDGE, "他人")
    assert case.number in signed_in(house, house.judge.person).get(reverse("desk:inbox")).content.decode()
    assert case.number not in signed_in(house, other.person).get(reverse("desk:inbox")).content.decode()


def test_the_list_shows_open_cases_those_at_rest_or_all(house: House) -> None:
    running, over = house.case(), house.put_at(house.case(loan__amount="7"), Stage.EFFECTIVE)
    clerk = signed_in(house, house.clerk.person)
    for show, seen in (("open", [running]), ("rest", [over]), ("all", [running, over])):
        page = clerk.get(reverse("desk:cases"), {"show": show}).content.decode()
        assert [case.number in page for case in (running, over)] == [case in seen for case in (running, over)], show
        assert page.count('aria-current="true"') == 1
    assert running.number in clerk.get(reverse("desk:cases")).content.decode()
    assert clerk.get(reverse("desk:cases"), {"show": "gone"}).status_code == 404


def test_no_key_of_the_case_page_stands_for_two_things() -> None:
    everywhere = (*ACT_PLACES.values(), *OCCASIONAL_PLACES.values(), CONVERSION, VISITORS, *PAGE_PLACES.values())
    keys = [place.key for place in everywhere]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {"a", "g", "j", "k", "?", ",", ".", *"123456789"}


def test_every_act_stage_and_fact_has_words() -> None:
    import tests.architecture.house  # noqa: F401 - the house is loaded as a whole

    assert set(Act) - set(ACTS) == set()
    assert set(Stage) - set(STAGES) == set()
    ours = {name for name, fact in FACTS.items() if fact.__module__.startswith("tongban.")}
    assert ours - set(EVENTS) == set()


def test_a_fact_without_words_is_called_by_its_name() -> None:
    assert say("something_new", {"list": ["a"]}) == "Something new"


def test_the_president_reads_the_register_and_its_health(house: House) -> None:
    case = house.case()
    client = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "院长").person)
    page = client.get(reverse("desk:register")).content.decode()
    assert f"Case registered: {case.number}" in page
    assert "All triggers are in place" in page
    assert "being sealed" in page


def test_the_president_reads_no_register_of_an_own_case(house: House) -> None:
    own, other = house.case(), house.case(loan__amount="7")
    step(OPERATOR, house.at, lambda record: appoint(record, person=house.zhou.uid, role=Role.PRESIDENT, court=YUZHONG))
    house.put_at(own, Stage.PREPARATION, defendant=house.zhou)
    page = signed_in(house, house.zhou.uid).get(reverse("desk:register")).content.decode()
    assert f"Case registered: {other.number}" in page
    assert own.number not in page


def test_the_register_of_another_court_stays_closed(house: House) -> None:
    house.case()
    client = signed_in(house, staff("川0107", Role.PRESIDENT, "院长").person)
    assert "Case registered" not in client.get(reverse("desk:register")).content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "", "99999999999999", "9" * 5000])
def test_the_register_takes_any_page_number_calmly(house: House, before: str) -> None:
    client = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "院长").person)
    assert client.get(reverse("desk:register"), {"before": before}).status_code == 200


def test_an_entry_is_shown_in_its_canonical_form_and_its_proof_waits_for_the_ledger(house: House) -> None:
    case = house.case()
    entry = Entry.objects.get(event="case_docketed")
    client = signed_in(house, house.clerk.person)
    page = client.get(reverse("desk:register_entry", args=[entry.uid])).content.decode()
    assert entry.digest in page.replace("<wbr>", "").replace("</span><span>", "")
    assert f"&quot;number&quot;: &quot;{case.number}&quot;" in page
    assert client.get(reverse("desk:register_proof", args=[entry.uid])).status_code == 404


@pytest.mark.parametrize(("court", "sees"), [(YUZHONG, True), ("川0107", False)])
def test_what_keeps_failing_in_a_case_is_shown_at_its_own_court_alone(house: House, court: str, sees: bool) -> None:
    case = house.case()
    with lifted("test: work failed three times"):
        made = Entry.objects.filter(case=case.uid).earliest("id")
        Due.objects.filter(done_at__isnull=True).update(done_at=house.at)
        Due.objects.create(
            entry=made, reaction="render_paper", not_before=house.at, attempts=3, last_error="refused: 周志强"
        )
    client = signed_in(house, staff(court, Role.PRESIDENT, "院长").person)
    for page in ("desk:register", "desk:inbox"):
        assert ("refused: 周志强" in client.get(reverse(page)).content.decode()) is sees, page
