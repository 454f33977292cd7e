"""Every form that a party sends as a whole: while it is typed, and as it is sent, the server is killed, the connection
breaks, the browser is closed, or dies. What was typed is in the form again; and what was sent is done, once.

All forms stand open side by side on one platform, so that one cut hits them all.
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
from tests.faults.filer import CUTS, Cut, Filer, at_work, elsewhere, network, server

pytestmark = pytest.mark.once

FORMS = {
    "case_agent_new.html": "authority_handed_in",
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
    "filing_read.html": "",
    "hearing_async.html": "async_hearing_asked",
    "hearing_record.html": "record_confirmed",
    "mediation_act.html": "words_kept_aside",
    "original.html": "original_answered",
    "question.html": "ticket_reopened",
    "question_new.html": "ticket_taken",
    "refusal_appeal.html": "refusal_appealed",
    "turn.html": "turn_taken",
}
"""By the template of a form: the fact that stands in the register once it was taken; empty for what is no act."""
ON_THE_WAY = frozenset({"filing_court.html", "filing_check.html"})
"""Forms that test_typing_survives_cuts.py meets on its way from the first question to handing in."""
NOT_KEPT = {
    "beside.html": "a login and choices",
    "bulk.html": "a file and a name for it",
    "case_consent.html": "one choice",
    "evidence_proof.html": "a file",
    "fees_account.html": "numbers copied from a card, which are not to lie in two places",
    "fees_fiscal.html": "two choices and a code",
    "filing_kind.html": "one choice",
    "filing_own.html": "a file",
    "filing_page.html": "each answer is kept in the draft itself: test_typing_survives_cuts.py",
    "filing_problems.html": "a story, told to nobody's account; it is kept from when it was sent",
    "join_code.html": "a code",
    "join_identity.html": "nobody has an account yet in which it could be kept",
    "letters.html": "numbers and names of a letter that the firm has",
    "licence.html": "a number",
    "news.html": "choices",
    "oral_record.html": "choices at a clerk's side, and a name",
    "personal.html": "telephone, e-mail and address",
    "testimony.html": "a promise; and a line about what was read aloud",
    "verify.html": "a code or a file",
}
"""Forms of the portal that are not kept as they are typed, and what they ask."""
LAST = "dispute.html"
"""Whoever says that an act was not her own is signed out, and her account does nothing more."""
TEMPLATES = SOURCE / "portal" / "templates" / "portal"


def test_every_form_that_is_kept_as_it_is_typed_is_cut_off_here() -> None:
    kept = {path.name for path in TEMPLATES.rglob("*.html") if re.search(r"{%\s*keep\b", path.read_text())}
    assert kept == FORMS.keys() | ON_THE_WAY
    assert not FORMS.keys() & ON_THE_WAY


def test_every_other_form_asks_for_little_that_could_be_lost() -> None:
    sent = re.compile(r'<form method="post".*?</form>', re.DOTALL)
    pages = {path.name: path.read_text() for path in TEMPLATES.rglob("*.html")}
    asking = {name for name, text in pages.items() if any("{% field " in one for one in sent.findall(text))}
    assert asking - FORMS.keys() - ON_THE_WAY == NOT_KEPT.keys()


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
        """Answer every question of every open form; what stands there then is what is to be there later."""
        for name, one in self.each():
            asked = self.filer.names("[data-autosave]")
            assert one["told"].keys() <= set(asked), name
            for question in asked:
                self.filer.type(question, self.filer.other(question, one["told"].get(question, ""), turn))
            one["typed"] = self.filer.answers(asked)
            if turn == CUTS.index(elsewhere):
                assert one["typed"] == {question: one["told"].get(question, "") for question in asked}, name

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

    def taken(self, name: str) -> bool:
        """Whether the court took the form: then it keeps nothing typed of it any more."""
        page = self.told[name]["sent_to"] or self.told[name]["address"]
        return self.filer.platform.rows("SELECT count(*) FROM filing_typed WHERE page = ?", page) == [(0,)]

    def done(self, name: str) -> int:
        """How often the form was taken, by the register."""
        return self.filer.done(FORMS[name]) - self.before[name]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with at_work(tmp_path, "forms") as (filer, told):
        assert told.keys() == FORMS.keys()
        yield Desk(filer, told, {name: filer.done(fact) for name, fact in FORMS.items()})


# Minutes long, so it belongs to `make test-all`.
@pytest.mark.long
@pytest.mark.timeout(1500)
@pytest.mark.heavy(keep=0)
def test_what_was_typed_into_any_form_survives_a_cut_and_is_sent_once(desk: Desk) -> None:
    desk.lay_out(*FORMS)
    for turn, cut in enumerate(CUTS):
        cut(desk.filer, partial(desk.type, turn))
        desk.check()
    for cut in (server, network):
        desk.filer.pressed(cut, desk.press)
        desk.check()
        assert {name: desk.done(name) for name in FORMS} == dict.fromkeys(FORMS, 0), "nothing was sent"
    desk.lay_out(*(name for name in FORMS if name != LAST))
    _sent(desk, elsewhere)
    desk.lay_out(LAST)
    _sent(desk, None)


def _sent(desk: Desk, cut: Cut | None) -> None:
    """The forms are sent while this is cut. Each was taken, or stands there as it was typed and is sent again."""
    if cut:
        desk.filer.pressed(cut, desk.press)
    for name, one in desk.each():
        if not desk.taken(name):
            assert desk.filer.answers(one["typed"]) == one["typed"], name
            with desk.filer.page.expect_navigation():
                desk.press()
        if not desk.taken(name):
            desk.filer.fail(f"{name} was not taken")
        assert desk.done(name) == bool(FORMS[name]), name
