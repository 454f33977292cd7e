"""Every interview from a person's own words to a filing at the court, through the pages, in Chinese and in English."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from tests.builders import House, picture
from tests.entrances.portal_people import browser
from tests.rules.filing_people import EVERYTHING, answered, middling
from tests.rules.test_filing_diagnosis import TOLD
from tongban.cases.models import Case
from tongban.cases.vocabulary import Side
from tongban.fees.models import Charge
from tongban.fees.vocabulary import FeeKind
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.filing.queries import draft_of, files_of, interview_for, interview_of, pleading_of_filing, suggested
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.reading import LANGUAGES
from tongban.filing.rules.told import named
from tongban.filing.vocabulary import Answers, Kind, Page

pytestmark = pytest.mark.django_db
MOST_ANSWERS = 40
"""From a story to a filing (the court's promise to people without legal knowledge)."""
MOST_ROUNDS = 5
"""So often a page asks on: each answer may lead to questions that it did not show before."""
LIFE = {
    "plaintiff.division": "510107",
    "defendant.division": "500103",
    "defendant.where": "here",
    "defendant.more": "no",
    "plaintiff.more": "no",
    "agreement.kind": "none",
    "arbitration.state": "decided",
    "arbitration.received": "2026-11-16",
    "work.side": "worker",
    "marriage.pregnancy": "no",
    "marriage.children": "no",
    "earlier.any": "no",
    "care.agreed": "none",
    "deal.side": "unpaid",
    "matter.official": "no",
    "matter.kind": "give_back",
    "sum.any": "yes",
    "data.asked": "2026-10-12",
    "account.minor": "no",
    "lease.side": "tenant",
    "lease.deposit": "3000",
    "hurt.medical": "8000",
    "estate.side": "owner",
    "bank.kind": "stolen",
}
"""Answers of people whom nothing stands in the way of."""


def story(interview: str, language: str, number: int = 0) -> str:
    """What somebody said of such a dispute, in Chinese or in English."""
    said = [one for one in interview_of(interview).guide.said if one.isascii() == (language == "en")]
    return said[number % len(said)]


def life(interview: str, day: date) -> Answers:
    """What a person answers who has nothing more to say than what must be said."""
    return answered(interview_of(interview), middling, full=False, fixed=EVERYTHING | LIFE, today=day)


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


class Person:
    """Somebody at the pages: follows what the page says, and counts how much was asked."""

    def __init__(self, house: House, interview: str, language: str, said: str = "") -> None:
        self.house, self.interview, self.said = house, interview, said or story(interview, language)
        self.client: Client = browser(house, house.lin.uid)
        self.client.cookies["django_language"] = language
        self.language, self.given = language, 0
        self.day: date = timezone.localtime(house.at).date()
        self.told = life(interview, self.day)

    def tell(self) -> str:
        """The story in own words; the address of the form's first page."""
        said = self.said
        page = html.document_fromstring(self.client.post("/file/", {"said": said, "amount": "30000"}).content)
        best = page.xpath("//form[starts-with(@action, '/file/start/')]/@action")[0]
        assert best == f"/file/start/{self.interview}/", "the first form that is offered is the one that fits"
        self.given += 1
        kept = page.xpath(f"//form[@action='{best}']//input[@name='said']/@value")[0]
        address: str = self.client.post(best, {"said": kept}).url
        draft = draft_of(self.house.viewer(self.house.lin.uid), UUID(address.split("/")[2]))
        assert draft.answers["story.text"] == said, "nobody tells a story twice"
        return address

    def answer(self, address: str) -> str:
        """Answer what one page must know, and what it asks once it knows that; the address of the next page."""
        uid, name = UUID(address.split("/")[2]), address.split("/")[4]
        for _again in range(MOST_ROUNDS):
            draft = draft_of(self.house.viewer(self.house.lin.uid), uid)
            page = next(one for one in interview_for(draft, self.day).pages if one.id == name)
            kept = {material.question for _uid, material in files_of(uid)}
            done = self.client.post(address, self._sent(page, draft.answers, kept))
            if done.status_code == 302:
                return str(done.url)
        raise AssertionError([address, *_said(done.content)])

    def _sent(self, page: Page, known: Answers, kept: set[str]) -> dict[str, Any]:
        sent: dict[str, Any] = {"several": [q.id for q in page.questions if q.kind is Kind.SEVERAL]}
        sent["shown"] = [q.id for q in page.questions]
        for question in page.questions:
            value = known.get(question.id) or self.told.get(question.id, "")
            if question.kind is Kind.FILES:
                if question.required and question.id not in kept:
                    sent[question.id] = SimpleUploadedFile("photo.png", picture().read())
                    self.given += 1
            elif value:
                sent[question.id] = value.split(",") if question.kind is Kind.SEVERAL else value
                self.given += question.id not in known
        return sent

    def file(self) -> UUID:
        """The whole way; the uid of the draft that was handed in."""
        address = self.tell()
        uid = UUID(address.split("/")[2])
        while "/pages/" in address:
            address = self.answer(address)
        court = html.document_fromstring(self.client.get(address).content)
        choices = court.xpath("//input[@name='court']/@value")
        if choices:
            self.given += 1
            assert self.client.post(address, {"court": choices[-1]}).status_code == 302
        checked = self.client.get(f"/file/{uid}/check/")
        assert b'name="confirmed"' in checked.content, _said(checked.content)
        written = html.document_fromstring(checked.content).get_element_by_id("complaint").text_content()
        assert "此致" in written
        assert self.house.lin.name in written
        done = self.client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes"}, follow=True)
        assert done.status_code == 200
        return uid


def _said(content: bytes) -> list[str]:
    """What a page complains about."""
    page = html.document_fromstring(content)
    return [" ".join(one.text_content().split()) for one in page.xpath("//*[contains(@class, 'error')]")]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("interview", sorted(interviews()))
def test_a_story_in_own_words_becomes_a_filing_with_at_most_forty_answers(
    house: House, interview: str, language: str
) -> None:
    person = Person(house, interview, language)
    uid = person.file()
    row = Filing.objects.get()
    assert row.uid == draft_of(house.viewer(house.lin.uid), uid).result
    assert row.interview == interview
    assert {material.question for _uid, material in files_of(uid)} >= {"files.identity"}
    assert person.given <= MOST_ANSWERS, person.given


THREE = ("周志强", "示例运输有限公司", "示例财产保险股份有限公司")
"""Who drove, whose vehicle it was, and who insures it."""


def against(house: House, *defendants: str, language: str = "zh-hans") -> Person:
    """Somebody who was hurt in an accident and sues these, page by page."""
    person = Person(house, "traffic_accident", language)
    person.told = {key: value for key, value in person.told.items() if not key.startswith("defendant.")}
    person.told |= {"accident.vehicle": "motor"}
    for row, name in enumerate(defendants, 1):
        told = {"kind": "legal" if name.endswith("公司") else "natural", "name": name, "division": "500103"}
        told |= {"address": f"示例街{row}号", "more": "yes" if row < len(defendants) else "no"}
        person.told |= {named(f"defendant.{key}", row): value for key, value in told.items()}
    return person


def defendants_of(uid: UUID) -> list[str]:
    """Whom the filing sues, by name, in the order of the complaint."""
    pleading = pleading_of_filing(Filing.objects.get(uid=uid))
    return [party.name for party in pleading.parties if party.side is Side.DEFENDANT]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_driver_owner_and_insurer_are_sued_with_at_most_forty_answers(house: House, language: str) -> None:
    person = against(house, *THREE, language=language)
    uid = person.file()
    assert defendants_of(Filing.objects.get().uid) == list(THREE)
    assert draft_of(house.viewer(house.lin.uid), uid).answers.get("accident.insurer", "") == "", "it is known"
    assert "交通事故责任强制保险" in "".join(pleading_of_filing(Filing.objects.get()).claims)
    assert person.given <= MOST_ANSWERS, person.given


def test_ten_defendants_are_one_list_and_none_is_lost(house: House) -> None:
    person = against(house, "周志强")
    others = [f"示例运输{number}有限公司" for number in "一二三四五六七八九"]
    person.told["defendant.list"] = "\n".join(f"{name}，重庆市渝中区示例街{name[4]}号" for name in others)
    person.told.pop("defendant.more")
    person.file()
    assert defendants_of(Filing.objects.get().uid) == ["周志强", *others]
    assert person.given <= MOST_ANSWERS, person.given


@pytest.mark.parametrize("interview", sorted(interviews()))
def test_what_is_read_from_a_story_makes_no_way_longer(house: House, interview: str) -> None:
    """The first of the stories in many voices that leads to its form first; in turn in Chinese and in English."""
    language = LANGUAGES[len(interview) % 2]
    day = timezone.localtime(house.at).date()
    told = [one for one in TOLD[interview][language] if isinstance(one, str)]
    said = next(one for one in told if suggested(one, on=day)[0].interview.id == interview)
    person = Person(house, interview, language, said)
    person.file()
    assert Filing.objects.get().interview == interview
    assert person.given <= MOST_ANSWERS, person.given


@pytest.mark.parametrize(
    ("interview", "kind", "owed"),
    [
        ("labour", FeeKind.LABOUR, 500),
        ("divorce", FeeKind.DIVORCE, 2500),
        ("neighbour", FeeKind.OTHER_NON_PROPERTY, 2500),
    ],
)
def test_a_clerk_accepts_it_and_the_fee_is_that_of_its_kind(
    house: House, interview: str, kind: FeeKind, owed: int
) -> None:
    """Ten yuan for a labour case, fifty at the least for the others, and half of it in the simplified procedure."""
    Person(house, interview, "zh-hans").file()
    filing = Filing.objects.get()
    clerk = {"渝0103": house.clerk, "川0107": house.wuhou_clerk}[filing.court]
    accept(filing.uid, by=clerk, at=house.at)
    assert house.work() == []
    charge = Charge.objects.get()
    assert (Case.objects.get().fee_kind, charge.kind) == (kind, kind)
    assert charge.amount_minor == owed
