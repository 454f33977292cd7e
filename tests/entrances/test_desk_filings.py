"""Scrutiny at the desk: everything on one page, three exits, few keys."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.acts.test_filing_taken_back import the_same
from tests.builders import OPERATOR, YUZHONG, House, id_number, material, party, staff, step
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.cases.models import Case
from tongban.desk.forms.filings import CorrectionForm
from tongban.documents.queries import documents_of
from tongban.filing.actions.taking_back import take_back_filing
from tongban.filing.models import Filing
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import Role
from tongban.register.models import Entry


def test_the_page_shows_answers_files_and_why_this_court(house: House) -> None:
    page = signed_in(house, house.clerk.person).get(reverse("desk:filing", args=[house.filing()])).content.decode()
    for said in ("林晓梅", "周志强", "CNY 186,500.00", "Why this court", "CPL 35", "借条", "Due", "CPL 126"):
        assert said in page


def test_who_stands_in_a_filing_finds_it_neither_in_the_queue_nor_by_its_address(house: House) -> None:
    """A clerk who is sued would read the complaint, or what is to be secured, before the court has told anybody."""
    step(OPERATOR, house.at, lambda record: appoint(record, person=house.zhou.uid, role=Role.CLERK, court=YUZHONG))
    own, other = house.filing(), house.filing(defendant__name="吴刚", defendant__id_number=id_number(9))
    pages = {uid: reverse("desk:filing", args=[uid]) for uid in (own, other)}
    for person, seen in ((house.zhou.uid, [other]), (house.clerk.person, [own, other])):
        client = signed_in(house, person)
        queue = client.get(reverse("desk:filings")).content.decode()
        assert [uid for uid in pages if pages[uid] in queue] == seen
        assert [uid for uid in pages if client.get(pages[uid]).status_code == 200] == seen


def test_the_clerk_sees_which_filing_the_very_same_was_before(house: House) -> None:
    files = material("files.identity"), material("files.iou")
    first = house.hand_in(the_same(house, *files)).filing
    assert first
    take_back_filing(first, by=party(house.lin.uid), at=house.at)
    second = house.hand_in(the_same(house, *files)).filing
    client = signed_in(house, house.clerk.person)
    page = client.get(reverse("desk:filing", args=[second])).content.decode()
    assert "The very same was filed before, and is over" in page
    assert reverse("desk:filing", args=[first]) in page
    assert "The very same was filed before" not in client.get(reverse("desk:filing", args=[first])).content.decode()


def test_a_file_is_seen_as_a_picture(house: House) -> None:
    filing = house.filing()
    document = documents_of(house.viewer(house.clerk.person), subjects=[filing])[0]
    client = signed_in(house, house.clerk.person)
    answer = client.get(linked(client, reverse("desk:document_page", args=[document.uid, 1])))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/")


def test_a_clean_acceptance_takes_three_keys_and_two_pages(house: House) -> None:
    house.filing()
    client = signed_in(house, house.clerk.person)
    inbox = client.get(reverse("desk:inbox")).content.decode()
    first_row = re.search(r'<a href="([^"]+)" data-row>', inbox)  # j, Enter
    assert first_row
    page = client.get(first_row.group(1)).content.decode()
    form = re.search(r'<form method="post" action="([^"]+)">(?:(?!</form>).)*data-key="a"', page, re.DOTALL)  # a
    assert form
    done = client.post(form.group(1), follow=True).content.decode()
    assert Case.objects.get().number in done
    assert reverse("desk:case", args=[Case.objects.get().uid]) in done


def test_after_a_decision_the_next_filing_is_one_key_away(house: House) -> None:
    house.filing()
    second = house.filing(house.zhou, plaintiff__name="周志强", defendant__name="林晓梅")
    first = Filing.objects.exclude(uid=second).get().uid
    client = signed_in(house, house.clerk.person)
    done = client.post(reverse("desk:filing_accept", args=[first]), {"found": "not_simple"}, follow=True)
    assert f'href="{reverse("desk:filing", args=[second])}" data-key="n"' in done.content.decode()
    assert Case.objects.get().track == "ordinary"


def test_accepting_twice_registers_once_and_says_so_kindly(house: House) -> None:
    address = reverse("desk:filing_accept", args=[house.filing()])
    client = signed_in(house, house.clerk.person)
    assert client.post(address).status_code == 302
    again = client.post(address)
    assert again.status_code == 422
    assert Case.objects.count() == 1
    assert Case.objects.get().number in again.content.decode()
    assert "this cannot be done now" in again.content.decode()


def test_the_page_says_which_procedure_the_rule_gives_and_why(house: House) -> None:
    client, address = signed_in(house, house.clerk.person), reverse("desk:filing", args=[house.filing()])
    page = client.get(address).content.decode()
    for said in ("Register: simplified procedure", "small claims only if both sides agree", "CPL 165"):
        assert said in page
    page = client.get(address, {"found": ["appraisal", "many_parties"]}).content.decode()
    for said in ("Register: ordinary procedure", "One side consists of many people", "SI 257(iii)"):
        assert said in page


def test_a_small_amount_is_registered_as_small_claims_unless_it_is_barred(house: House) -> None:
    client = signed_in(house, house.clerk.person)
    small = house.filing(loan__amount="20000")
    assert "Register: small claims procedure" in client.get(reverse("desk:filing", args=[small])).content.decode()
    client.post(reverse("desk:filing_accept", args=[small]))
    assert Case.objects.get().track == "small_claims"
    barred = house.filing(house.zhou, plaintiff__name="周志强", defendant__name="林晓梅", loan__amount="20000")
    client.post(reverse("desk:filing_accept", args=[barred]), {"found": "appraisal"})
    assert Case.objects.order_by("-id")[0].track == "simplified"


def test_a_circumstance_that_the_law_does_not_know_is_not_found(house: House) -> None:
    answer = signed_in(house, house.clerk.person).post(
        reverse("desk:filing_accept", args=[house.filing()]), {"found": "express"}
    )
    assert answer.status_code == 404
    assert not Case.objects.exists()


def test_a_correction_is_asked_for_once_with_everything_named(house: House) -> None:
    filing = house.filing()
    address = reverse("desk:filing_correct", args=[filing])
    client = signed_in(house, house.clerk.person)
    assert "paper copies may not be asked for" in client.get(address).content.decode()
    nothing = client.post(address, {"own": "  ", "csrfmiddlewaretoken": "x"})
    assert nothing.status_code == 422
    assert "Nothing was named" in nothing.content.decode()
    assert client.post(address, {"usual": ["defendant"], "own": "第一\n\n第二"}).status_code == 302
    row = Filing.objects.get(uid=filing)
    assert row.stage == "correction"
    assert len(row.findings) == 3
    assert client.post(address, {"usual": ["claim"]}).status_code == 422
    assert Entry.objects.filter(event="correction_asked").count() == 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.PRESIDENT])
def test_only_a_judge_finds_the_page_of_refusal(house: House, role: Role) -> None:
    filing = house.filing()
    client = signed_in(house, staff("渝0103", role, "某人").person)
    assert client.get(reverse("desk:filing_refuse", args=[filing])).status_code == 404
    assert (
        reverse("desk:filing_refuse", args=[filing])
        not in client.get(reverse("desk:filing", args=[filing])).content.decode()
    )


def test_a_judge_refuses_by_a_ruling_with_its_ground(house: House) -> None:
    filing = house.filing()
    address = reverse("desk:filing_refuse", args=[filing])
    client = signed_in(house, house.judge.person)
    assert client.post(address, {"article": "CPL 122(4)", "reasons": " "}).status_code == 422
    assert client.post(address, {"article": "CPL 122(4)", "reasons": "仲裁条款有效"}).status_code == 302
    assert Filing.objects.get(uid=filing).findings == ["CPL 122(4): 仲裁条款有效"]


def test_a_president_looks_but_has_no_buttons(house: House) -> None:
    filing = house.filing()
    client = signed_in(house, staff("渝0103", Role.PRESIDENT, "院长").person)
    assert 'data-key="a s"' not in client.get(reverse("desk:filing", args=[filing])).content.decode()
    assert client.post(reverse("desk:filing_accept", args=[filing])).status_code == 422
    assert not Case.objects.exists()


def test_overdue_filings_stand_first_and_are_marked(house: House) -> None:
    house.filing()
    house.clock.forward(days=8)
    house.filing(house.zhou, plaintiff__name="赵新", defendant__name="林晓梅")
    page = signed_in(house, house.clerk.person).get(reverse("desk:inbox")).content.decode()
    assert page.index("林晓梅 ▸ 周志强") < page.index("赵新")
    assert "overdue by 1 day" in page


def test_the_court_asks_for_corrections_in_chinese_whatever_the_clerk_reads() -> None:
    with override("en"):
        form = CorrectionForm({"usual": ["proof"], "own": "请补交借条原件照片"})
        assert form.is_valid()
        asked = form.items()
    assert asked[1] == "请补交借条原件照片"
    assert not any(sign.isascii() and sign.isalpha() for sign in asked[0])


def test_the_queue_is_narrowed_and_odd_questions_are_no_pages(house: House) -> None:
    house.filing()
    client, address = signed_in(house, house.clerk.person), reverse("desk:filings")
    assert "林晓梅 ▸ 周志强" in client.get(address).content.decode()
    assert "林晓梅 ▸ 周志强" not in client.get(address, {"interview": "divorce"}).content.decode()
    assert "林晓梅 ▸ 周志强" not in client.get(address, {"queue": "refused"}).content.decode()
    for odd in ({"queue": "x"}, {"when": "x"}, {"interview": "x"}, {"after": "x"}, {"after": "2026-11-30.x"}):
        assert client.get(address, odd).status_code == 404, odd


def test_clean_filings_are_chosen_and_registered_together(house: House) -> None:
    chosen = [house.filing(loan__amount=amount) for amount in ("60001", "60002")]
    doubted = house.filing(loan__amount="60002", story__text="再次起诉。")
    client = signed_in(house, house.clerk.person)
    page = client.get(reverse("desk:filings")).content.decode()
    assert " checked" not in page
    page = client.get(reverse("desk:filings"), {"choose": "clean"}).content.decode()
    ticked = re.findall(r'name="filing" value="([^"]+)"[^>]* checked', page)
    assert ticked == list(map(str, chosen))
    assert "to be looked at: 1" in page
    done = client.post(reverse("desk:filings_register"), {"filing": [*ticked, str(doubted)]}).content.decode()
    assert "Registered: 2 of 3" in done
    assert "There is a doubt in this filing" in done
    assert all(case.number in done for case in Case.objects.all())


@pytest.mark.parametrize("sent", [["x"], ["00000000-0000-0000-0000-000000000000"], ["0" * 32] * 51])
def test_odd_choices_are_no_pages(house: House, sent: list[str]) -> None:
    client = signed_in(house, house.clerk.person)
    assert client.post(reverse("desk:filings_register"), {"filing": sent}).status_code == 404


def test_nothing_chosen_registers_nothing(house: House) -> None:
    client = signed_in(house, house.clerk.person)
    assert "No filing was chosen." in client.post(reverse("desk:filings_register")).content.decode()


def test_a_president_has_no_queue(house: House) -> None:
    client = signed_in(house, staff("渝0103", Role.PRESIDENT, "院长").person)
    assert client.get(reverse("desk:filings")).status_code == 404
    assert client.post(reverse("desk:filings_register")).status_code == 404


def test_all_doubts_stand_on_the_page_of_the_filing(house: House) -> None:
    house.filing()
    again = house.filing(story__text="再次起诉。")
    page = signed_in(house, house.clerk.person).get(reverse("desk:filing", args=[again])).content.decode()
    for said in (
        "The same was not filed before",
        "Look at this:",
        "have a suit of this kind about the same sum already",
        "CPL 127(5)",
    ):
        assert said in page
    assert page.count("Look at this:") == 1


def test_on_the_last_day_the_page_offers_to_register_first(house: House) -> None:
    filing = house.filing()
    client, address = signed_in(house, house.clerk.person), reverse("desk:filing", args=[filing])
    assert "register first" not in client.get(address).content.decode()
    house.clock.forward(days=7)
    assert "It cannot be judged today: register first" in client.get(address).content.decode()
    client.post(reverse("desk:filing_accept", args=[filing]), {"undecided": "1"})
    assert Entry.objects.get(event="filing_accepted").basis == "登记立案 8"


def test_a_clerk_names_the_competent_court_and_the_plaintiff_takes_the_filing_there(house: House) -> None:
    filing = house.filing()
    clerk, address = signed_in(house, house.clerk.person), reverse("desk:filing_point", args=[filing])
    assert "without writing anything anew" in clerk.get(address).content.decode()
    odd = clerk.post(address, {"court": "无此法院", "reasons": "x"})
    assert odd.status_code == 422
    assert "This is no other court." in odd.content.decode()
    assert clerk.post(address, {"court": "成都市武侯区人民法院", "reasons": "合同履行地在武侯区。"}).status_code == 302
    assert "成都市武侯区人民法院" in clerk.get(reverse("desk:filing", args=[filing])).content.decode()
    lin = signed_in(house, house.lin.uid)
    page = lin.get(reverse("portal:filing", args=[filing])).content.decode()
    for said in ("Another court is competent.", "成都市武侯区人民法院", "合同履行地在武侯区。", "CPL 127(4)"):
        assert said in page
    done = lin.post(reverse("portal:take_away", args=[filing]), follow=True)
    assert "成都市武侯区人民法院" in done.content.decode()
    assert Filing.objects.get(uid=filing).stage == "moved"
    assert Filing.objects.exclude(uid=filing).get().court == "川0107"
    again = lin.get(reverse("portal:filing", args=[filing])).content.decode()
    assert "You have taken this to another court." in again
