"""Somebody fills in every form of a party on a phone, from the first question of a complaint to the objection to a
judgment's record, while the server is killed, the connection breaks, the browser is closed, or dies: at each field, and
as the form is sent. What was typed and uploaded is there afterwards; and what was sent is done, once.

All forms stand open side by side on one platform, so that one cut hits them all: to start a platform takes longer than
to fill in a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.house import SOURCE
from tests.faults.filer import CUTS, Filer, at_work, elsewhere, network, server

pytestmark = pytest.mark.once

FORMS = {
    "case_agent_new.html": "authority_handed_in",
    "case_loss.html": "turn_taken tell_loss",
    "case_mediation.html": "mediation_declined",
    "case_motion.html": "motion_moved",
    "case_motion_new.html": "motion_handed_in",
    "case_take_back.html": "consent_taken_back",
    "case_witness_new.html": "witness_asked_for",
    "defence.html": "defence_handed_in",
    "delivery_address.html": "address_confirmed",
    "delivery_contest.html": "service_contested",
    "dispute.html": "act_disputed",
    "evidence_capture.html": "capture_shown",
    "evidence_exhibit.html": "opinion_given",
    "evidence_new.html": "exhibit_submitted",
    "evidence_page.html": "capture_ordered",
    "evidence_question.html": "question_answered",
    "fees_relief.html": "relief_applied",
    "fees_review.html": "fee_review_asked",
    "filing_agent.html": "",
    "filing_check.html": "filing_handed_in",
    "filing_check.html mended": "filing_corrected",
    "filing_court.html": "",
    "filing_page.html": "",
    "filing_read.html": "",
    "filing_take_back.html": "filing_taken_back",
    "hearing_async.html": "async_hearing_asked",
    "hearing_record.html": "record_confirmed",
    "mediation_act.html": "words_kept_aside",
    "original.html": "original_answered",
    "question.html": "ticket_reopened",
    "question_new.html": "ticket_taken",
    "refusal_appeal.html": "refusal_appealed",
    "testimony.html": "statement_confirmed",
    "turn.html": "turn_taken give_security",
}
"""By the template of a form: the fact that stands in the register once it was taken; empty for what is no act."""
NOT_KEPT = {
    "beside.html": "a login and choices",
    "bulk.html": "a file and a name for it",
    "case_consent.html": "one choice",
    "evidence_proof.html": "a file",
    "fees_account.html": "numbers copied from a card, which are not to lie in two places",
    "fees_fiscal.html": "two choices and a code",
    "client_new.html": "choices, a name and a number",
    "filing_kind.html": "one choice",
    "filing_own.html": "a file",
    "filing_problems.html": "a story, told to nobody's account; it is kept from when it was sent",
    "join_code.html": "a code",
    "join_identity.html": "nobody has an account yet in which it could be kept",
    "letters.html": "numbers and names of a letter that the firm has",
    "licence.html": "a number",
    "news.html": "choices",
    "oral_record.html": "choices at a clerk's side, and a name",
    "personal.html": "telephone, e-mail and address",
    "verify.html": "a code or a file",
}
"""Forms of the portal that are not kept as they are typed, and what they ask."""
DISPUTE = "dispute.html"
"""Once a person has said that an act was not her own, her account does nothing more."""
PAGES = SOURCE / "portal" / "templates" / "portal"
WRITTEN = "filing_page.html"
WORDS = """SELECT count(*) FROM filing_typed
  WHERE ? IN (page, substr(page, 1, instr(page, '?') - 1))
    AND length("values") - 3 - instr(substr("values", 4), '.') > 40"""
"""Rows in which words are kept: behind mark and key more is sealed than the two signs of an empty form. Behind the page
stands which of its forms it is, where there are several.
"""
_PAGE = re.compile(r"/file/[^/]+/pages/[^/]+/")


def test_every_form_that_is_kept_as_it_is_typed_is_cut_off_here() -> None:
    kept = {path.name for path in PAGES.rglob("*.html") if re.search(r"{%\s*keep\b|autosave=", path.read_text())}
    assert kept == {name.partition(" ")[0] for name in FORMS}


def test_every_other_form_asks_for_little_that_could_be_lost() -> None:
    sent = re.compile(r'<form method="post".*?</form>', re.DOTALL)
    pages = {path.name: path.read_text() for path in PAGES.rglob("*.html")}
    asking = {name for name, text in pages.items() if any("{% field " in one for one in sent.findall(text))}
    assert asking - FORMS.keys() == NOT_KEPT.keys()


@dataclass
class Desk:
    """The forms side by side: `told` is what the scene tells of each, `before` how often each act was done already."""

    filer: Filer
    told: dict[str, dict[str, Any]]
    before: dict[str, int]
    names: tuple[str, ...] = ()

    def lay_out(self, *names: str) -> None:
        """Open these forms."""
        self.names = names
        self.filer.open([self.told[name]["address"] for name in names])

    def each(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Look at each open form in turn."""
        for name, _page in zip(self.names, self.filer.look(), strict=True):
            yield name, self.told[name]

    def type(self, turn: int) -> None:
        """Answer the questions of every open form; what stands there then is what is to be there later."""
        for name, one in self.each():
            final, here = one["told"], self.filer.names("[data-autosave]")
            assert final.keys() <= set(here), name
            asked = list(final) if one["part"] else here
            for question in asked:
                self.filer.type(question, self.filer.other(question, final.get(question, ""), turn))
            one["typed"] = self.filer.answers(asked)
            if turn == CUTS.index(elsewhere):
                assert one["typed"] == {question: final.get(question, "") for question in asked}, name

    def check(self) -> None:
        """What was typed stands in every form."""
        for name, one in self.each():
            assert self.filer.answers(one["typed"]) == one["typed"], name

    def press(self) -> None:
        """Send the form at which the person looks, with what is asked anew each time."""
        one = self.told[self.names[self.filer.tabs.index(self.filer.page)]]
        for question in one["files"]:
            self.filer.page.set_input_files(f'input[type=file][name="{question}"]', self.filer.picture())
        self.filer.fill(one["beside"])
        self.filer.page.locator(one["button"]).first.click(timeout=15_000, no_wait_after=True)

    def done(self, name: str) -> int:
        """How often the form was taken, by the register."""
        return self.filer.done(FORMS[name]) - self.before[name] if FORMS.get(name) else 0

    def keeps(self, name: str) -> bool:
        """Whether the court still keeps what was typed into the form before it was sent."""
        page = self.told[name]["sent_to"] or self.told[name]["address"]
        return self.filer.platform.rows(WORDS, page) != [(0,)]

    def taken(self, name: str) -> bool:
        """Whether the court took the form."""
        return bool(self.done(name)) if FORMS.get(name) else not self.keeps(name)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with at_work(tmp_path) as (filer, told):
        assert {name for name in told if not name.startswith(WRITTEN)} | {WRITTEN} == FORMS.keys()
        yield Desk(filer, told, {name: filer.done(FORMS.get(name, "")) for name in told})


# Minutes long, so it belongs to `make test-all`.
@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.heavy(keep=0)
def test_what_was_typed_and_uploaded_survives_a_cut_at_every_field_and_step(desk: Desk) -> None:
    desk.lay_out(*desk.told)
    for turn, cut in enumerate(CUTS):
        cut(desk.filer, partial(desk.type, turn))
        desk.check()
    for cut in (server, network):
        desk.filer.pressed(cut, desk.press)
        desk.check()
        assert [name for name in desk.told if desk.done(name)] == [], "nothing was sent"
    _uploads(desk)
    desk.lay_out(*(name for name in desk.told if name != DISPUTE))
    desk.filer.pressed(elsewhere, desk.press)
    _sent(desk)
    _handed_in_from_the_first_question(desk)
    desk.lay_out(DISPUTE)
    _sent(desk)


def _sent(desk: Desk) -> None:
    """Each form was taken as the browser died, or stands there as it was typed and is sent again; and is done once."""
    for name, one in desk.each():
        if not desk.taken(name):
            assert desk.filer.answers(one["typed"]) == one["typed"], name
            with desk.filer.page.expect_navigation():
                desk.press()
        if not desk.taken(name) or desk.keeps(name):
            desk.filer.fail(f"{name} was not taken")
        assert desk.done(name) == bool(FORMS.get(name)), name


def _uploads(desk: Desk) -> None:
    """For each question that asks for files, one arrives; in each cut another is cut off, and sent anew if need be."""
    filer, address = desk.filer, desk.told[f"{WRITTEN} evidence"]["address"]
    filer.open([address])
    questions = filer.names("input[type=file]")
    filer.open([address for _question in questions])
    arrived = list[str]()
    for cut in (None, *CUTS):
        chosen = {question: filer.picture() for question in questions}

        def add() -> None:
            question = questions[filer.tabs.index(filer.page)]
            filer.page.set_input_files(f'input[type=file][name="{question}"]', chosen[question])  # noqa: B023 - now
            section = filer.page.locator("section.files", has=filer.page.locator(f'[name="{question}"]'))
            section.locator("[name=add]").click(timeout=15_000, no_wait_after=True)

        if cut:
            filer.pressed(cut, add)
        for question, page in zip(questions, filer.look(), strict=True):
            for name in arrived:
                page.get_by_text(name).first.wait_for()
            if not page.get_by_text(chosen[question]["name"]).count():
                with page.expect_navigation():
                    add()
            page.get_by_text(chosen[question]["name"]).first.wait_for()
        arrived += [one["name"] for one in chosen.values()]
        filer.open(filer.addresses)
    draft = address.split("/file/")[1].split("/")[0].replace("-", "")
    kept = "SELECT DISTINCT sha256 FROM filing_draftfile WHERE draft_id = (SELECT id FROM filing_draft WHERE uid = ?)"
    assert len(filer.platform.rows(kept, draft)) == len(arrived) == len(questions) * (len(CUTS) + 1) > 0


def _handed_in_from_the_first_question(desk: Desk) -> None:
    """What was cut off on every page is whole: page after page leads on, to the court, to the check, to the receipt."""
    filer, before = desk.filer, desk.filer.done("filing_handed_in")
    filer.open([next(one["address"] for name, one in desk.told.items() if name.startswith(WRITTEN))])
    while _PAGE.search(filer.page.url):
        here = filer.page.url
        with filer.page.expect_navigation():
            filer.page.click(desk.told[f"{WRITTEN} loan"]["button"])
        assert here not in filer.page.url, filer.page.inner_text("main")
    for name in ("filing_court.html", "filing_check.html"):
        filer.fill(desk.told[name]["told"])
        filer.saved()
        with filer.page.expect_navigation():
            filer.page.locator(desk.told[name]["button"]).first.click()
    assert "/filings/" in filer.page.url, filer.page.inner_text("main")
    assert filer.done("filing_handed_in") == before + 1
