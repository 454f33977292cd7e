"""The parts say in words what they mean, and keep what they are given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from tests.entrances.face_site import site  # noqa: F401 - a fixture
from tongban.face import articles, parts
from tongban.face.tags.panels import read_clock
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("site")]

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def rendered(template: str, language: str = "en", **context: Any) -> html.HtmlElement:
    with translation.override(language):
        text = Template("{% load face %}" + template).render(Context(context))
    return html.fragment_fromstring(text, create_parent="div")


def words(template: str, language: str = "en", **context: Any) -> str:
    return " ".join(rendered(template, language, **context).text_content().split())


@pytest.mark.parametrize(
    ("due", "done", "state", "text"),
    [
        (NOW + timedelta(days=6), None, "due", "6 days left"),
        (NOW + timedelta(days=1), None, "soon", "1 day left"),
        (NOW + timedelta(hours=1), None, "soon", "Due today"),
        (date(2026, 11, 22), None, "soon", "Due today"),
        (NOW - timedelta(hours=1), None, "overdue", "Overdue since earlier today"),
        (date(2026, 11, 21), None, "overdue", "Overdue by 1 day"),
        (NOW - timedelta(days=2), None, "overdue", "Overdue by 2 days"),
        (NOW, NOW, "met", "Done in time"),
        (date(2026, 11, 22), NOW + timedelta(hours=2), "met", "Done in time"),
        (NOW, NOW + timedelta(seconds=1), "late", "Done, but late"),
    ],
)
def test_a_clock_says_in_words_how_it_stands(due: date, done: date | None, state: str, text: str) -> None:
    with translation.override("en"):
        reading = read_clock(parts.Clock("The court decides", due, NOW, done))
    assert (reading.state, reading.text) == (state, text)


def test_the_day_of_a_clock_is_the_day_of_the_platform_and_not_of_greenwich() -> None:
    late_evening = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
    with translation.override("en"):
        reading = read_clock(parts.Clock("Answer", date(2026, 11, 22), late_evening))
    assert reading.text == "Overdue by 1 day"


def test_a_step_of_the_timeline_shows_what_when_who_article_and_the_next_date() -> None:
    shown = parts.Step("Accepted", NOW, "Zhou Min", "CPL 126", "current", "Sent.", "Answer due", date(2026, 12, 3))
    text = words("{% timeline steps %}", steps=[shown])
    for part in (
        "Now",
        "Accepted",
        "22 November 2026, 17:30",
        "Zhou Min",
        "CPL 126",
        "Sent.",
        "Answer due 3 December 2026",
    ):
        assert part in text


def test_an_article_opens_its_plain_words_when_a_source_is_known() -> None:
    articles.use(lambda code, language: parts.Law(code, f"Article {code}", f"In plain words ({language}).", "/law/"))
    try:
        tree = rendered("{% law_ref 'CPL 126' %}")
    finally:
        articles.use(None)
    assert "Article CPL 126" in tree.find(".//summary").text_content()
    assert "In plain words (en)." in tree.find(".//details").text_content()
    assert words("{% law_ref 'CPL 126' %}") == "§ CPL 126"


def test_reasons_may_come_straight_from_a_rule() -> None:
    reasons = [step("cases.defendant_lives_in", "CPL 22", area="Yubei"), parts.Reason("Said by a page.")]
    text = words("{% explain 'Why' reasons result='So.' %}", reasons=reasons)
    assert "defendant lives in: area Yubei" in text
    assert "CPL 22" in text
    assert "Therefore: So." in text


def test_a_refusal_without_words_shows_its_code_and_article() -> None:
    text = words("{% refusals refusals %}", refusals=[Refusal("nowhere.known", "CPL 1")])
    assert "nowhere.known" in text
    assert "CPL 1" in text


@pytest.mark.parametrize("kind", ["info", "warning", "danger", "done", "advice"])
def test_a_notice_names_its_kind_in_words(kind: str) -> None:
    expected = {
        "info": "Please note",
        "warning": "Important",
        "danger": "Warning",
        "done": "Done",
        "advice": "Machine suggestion",
    }
    assert words(f"{{% notice kind='{kind}' title='T' %}}x{{% endnotice %}}").startswith(f"{expected[kind]} · T")


@pytest.mark.parametrize("state", ["not_started", "in_progress", "done", "cannot_start", "problem", "optional"])
def test_a_task_says_its_state_beside_its_name(state: parts.TaskState) -> None:
    tree = rendered("{% task_list groups %}", groups=[parts.TaskGroup("G", [parts.Task("T", state, "/t/")])])
    status = tree.get_element_by_id(tree.find(".//a").get("aria-describedby"))
    assert status.text_content().strip()


@pytest.mark.parametrize("state", ["sealing", "promised", "proven", "failed"])
def test_a_seal_says_how_far_it_is(state: str) -> None:
    assert words("{% seal s %}", s=parts.Seal(state, NOW)).split(":")[0].split()[-1] in {
        "sealed",
        "Promised",
        "Proven",
        "failed",
    }


def test_a_table_names_its_columns_and_opens_its_rows() -> None:
    table = parts.Table(
        "Filings", [parts.Column("Case"), parts.Column("Sum", numeric=True)], [parts.Row(["1", "2"], "/1/", "overdue")]
    )
    tree = rendered("{% data_table table %}", table=table)
    assert tree.find(".//caption").text == "Filings"
    assert tree.find(".//tbody//a").get("href") == "/1/"
    assert "Overdue" in tree.find(".//tbody//th").text_content()


def test_an_empty_table_says_so() -> None:
    assert "Nothing is due." in words(
        "{% data_table t %}", t=parts.Table("Due", [parts.Column("Case")], [], "Nothing is due.")
    )


def test_a_row_that_does_not_fit_its_table_is_loud() -> None:
    table = parts.Table("T", [parts.Column("A")], [parts.Row(["1", "2"])])
    with pytest.raises(ValueError, match="zip"):
        rendered("{% data_table t %}", t=table)


def test_pagination_keeps_the_question_that_was_asked() -> None:
    request = RequestFactory().get("/cases/?q=loan&page=3")
    page = Paginator(range(100), 10).get_page(3)
    links = rendered("{% pagination page %}", page=page, request=request).xpath("//a/@href")
    assert "?q=loan&page=4" in links
    assert all("q=loan" in link for link in links)


@pytest.mark.parametrize(
    "tag", ["{% button 'A' kind='red' %}", "{% button 'A' onclick='x' %}", "{% status 'A' kind='x' %}"]
)
def test_a_mistake_in_a_template_is_loud(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered(tag)


def test_a_key_is_shown_on_its_button_and_left_out_of_its_name() -> None:
    tree = rendered("{% button 'Accept' key='a' %}")
    assert tree.find(".//button").get("data-key") == "a"
    assert tree.find(".//kbd").get("aria-hidden") == "true"


def test_a_live_region_stays_while_its_inside_changes() -> None:
    region = rendered("{% live '/state/' every=3 %}<p>1</p>{% endlive %}").find("div")
    assert (region.get("role"), region.get("hx-get"), region.get("hx-swap")) == ("status", "/state/", "innerHTML")
    assert region.get("hx-trigger") == "every 3s"


def test_amounts_and_dates_follow_the_language_of_the_page() -> None:
    template = "{{ a|money }} {{ a|money_capitals }} {{ d|moment }}"
    values = {"a": Money(18650000), "d": NOW}
    assert words(template, "zh-hans", **values) == "186,500.00 元 人民币壹拾捌万陆仟伍佰元整 2026年11月22日 17:30"
    assert words(template, "en", **values) == "CNY 186,500.00 人民币壹拾捌万陆仟伍佰元整 22 November 2026, 17:30"


def test_a_digest_can_be_copied_whole() -> None:
    assert rendered("{% digest value %}", value="ab" * 32).find(".//button").get("data-copy") == "ab" * 32


def test_what_a_page_gives_never_becomes_markup() -> None:
    evil = "<script>x</script>"
    tree = rendered(
        "{% button e %}{% status e %}{% notice title=e %}{{ e }}{% endnotice %}{% contact c %}{{ e|case_number }}"
        "{% live e %}{% endlive %}",
        e=evil,
        c=parts.Contact(evil, evil, evil),
    )
    assert not tree.xpath("//script")


def test_a_table_stays_a_table_for_screen_readers_when_a_phone_shows_it_as_cards() -> None:
    table = parts.Table("Cases", [parts.Column("Case"), parts.Column("Claim", numeric=True)], [parts.Row(("1", "2"))])
    tree = rendered("{% data_table table %}", table=table)
    roles = [element.get("role") for element in tree.iter() if element.get("role")]
    assert roles == [
        *("region", "table", "rowgroup", "row", "columnheader", "columnheader"),
        *("rowgroup", "row", "rowheader", "cell"),
    ]
    assert tree.find(".//td").get("data-label") == "Claim"


def test_steps_that_read_alike_on_one_day_are_told_once() -> None:
    steps = [parts.Step("Heard", NOW, "judge"), parts.Step("Heard", NOW, "judge"), parts.Step("Opened", NOW)]
    text = words("{% timeline steps %}", steps=steps)
    assert text.count("Heard") == 1
    assert "×2" in text


def test_steps_with_a_page_of_their_own_are_all_told() -> None:
    steps = [parts.Step("Heard", NOW, href="/1"), parts.Step("Heard", NOW, href="/2")]
    assert words("{% timeline steps %}", steps=steps).count("Heard") == 2


def test_older_steps_unfold() -> None:
    steps = [parts.Step(f"Step {number}", NOW) for number in range(9)]
    tree = rendered("{% timeline steps open=3 %}", steps=steps)
    folded = tree.find(".//details")
    assert "Earlier: 6 steps" in folded.find("summary").text_content()
    assert "Step 2" not in folded.text_content()
    assert "Step 8" in folded.text_content()


def test_one_step_is_not_worth_unfolding() -> None:
    steps = [parts.Step(f"Step {number}", NOW) for number in range(4)]
    assert rendered("{% timeline steps open=3 %}", steps=steps).find(".//details") is None


def test_the_time_of_a_right_is_over_and_never_late() -> None:
    """The time for an appeal ends; nobody owed anything (CPL 171)."""
    clock = parts.Clock("Appeal", date(2026, 11, 20), NOW, NOW, lapses=True)
    with translation.override("en"):
        assert read_clock(clock).text == "Over"
    assert "Done on" not in words("{% clock c %}", c=clock)


def test_a_period_of_a_party_that_nobody_used_has_run_out_and_is_not_late() -> None:
    clock = parts.Clock("Evidence", date(2026, 11, 20), NOW, lapses=True)
    with translation.override("en"):
        reading = read_clock(clock)
    assert (reading.state, reading.text[:7]) == ("ended", "Ran out")


@pytest.mark.parametrize(
    ("language", "code", "told"),
    [
        ("zh-hans", "CPL 87: papers are served", "民事诉讼法第87条：送达文书"),
        ("zh-hans", "house rule: verification of papers", "平台规则：文书核验"),
        ("zh-hans", "CPL 90; 交纳办法 22", "民事诉讼法第90条；交纳办法第22条"),
        ("en", "CPL 87: papers are served", "CPL 87: papers are served"),
        ("en", "CPL 90; 交纳办法 22", "CPL 90; Court Fee Measures 22"),
    ],
)
def test_a_citation_is_read_in_the_readers_language(language: str, code: str, told: str) -> None:
    with translation.override(language):
        assert articles.cited(code) == told


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "5日"), ("en", "5 days")])
def test_a_page_takes_the_length_of_a_period_from_the_table(language: str, told: str) -> None:
    with translation.override(language):
        assert words("{% period 'record_reading' %}", language=language) == told


def test_a_paper_has_a_name_in_the_readers_language_and_its_chinese_title() -> None:
    tree = rendered("{{ 'judgment'|paper_title:'民事判决书' }}")
    assert tree.text_content().strip() == "Civil judgment 民事判决书"
    assert tree.find(".//span").get("lang") == "zh-Hans"
