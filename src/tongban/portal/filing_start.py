"""How a filing begins: a person's own words, the forms that fit them, and the draft with what is known already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST

from tongban.access.audience import Audience, open_to
from tongban.face.requests import CourtRequest
from tongban.filing.actions.draft import start_draft
from tongban.filing.law import applications, doubt_between, signposts_for, story_answers
from tongban.filing.queries import interview_of, interviews_by_group, suggested
from tongban.filing.queries.further import alone_offered
from tongban.filing.wording import in_reader_language
from tongban.people.queries import person_by_uid
from tongban.portal.doors import for_persons
from tongban.portal.filing import STORY, helping, today
from tongban.portal.forms.filing import StoryForm, prefilled
from tongban.portal.forms.words import MEDIATION
from tongban.portal.story import forget_story, told_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongban.filing.queries import Outlook
    from tongban.filing.vocabulary import Interview


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Audience.PUBLIC)
def problems(request: CourtRequest) -> HttpResponse:
    """What is my problem: every guided form by groups, and what fits a person's own words; nothing is kept yet."""
    form = StoryForm(request.POST if request.method == "POST" else None)
    told_of = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context = {
        "form": form,
        "said": told_of.get("said", ""),
        "groups": [
            (in_reader_language(name), [(one, in_reader_language(one.title)) for one in listed])
            for name, listed in interviews_by_group()
        ],
        "applications": [_application(one) for one in alone_offered()],
        **told_before(request),
        **(_answer(request, told_of) if told_of else {}),
    }
    answer = render(request, "portal/filing_problems.html", context)
    if told_of and request.is_shared():
        add_never_cache_headers(answer)  # the next one at this screen reads no story by going back
    return answer


def _answer(request: CourtRequest, told_of: dict[str, Any]) -> dict[str, Any]:
    """What a counter would say to a story: where else to turn, what is asked for, which forms fit, and one question."""
    said = told_of["said"]
    found = suggested(said, on=today(request), amount=told_of["amount"])
    asked, posts = applications(said), signposts_for(said)
    return {
        "found": [_suggestion(outlook) for outlook in found],
        "posts": [(one, in_reader_language(one.says)) for one in posts],
        "asked": [_application(one) for one in asked],
        "doubt": None if asked else _doubt(found),
        "unknown": not (asked or posts or any(one.words or one.causes for one in found)),
    }


def _application(one: Interview) -> tuple[Interview, str, str, bool]:
    """The form, its title, what it can do, and whether it begins from no case."""
    alone = one.opens is not None and (one.opens.earlier is None or one.opens.joins)
    return one, in_reader_language(one.title), in_reader_language(one.guide.can), alone


def _doubt(found: Sequence[Outlook]) -> dict[str, Any] | None:
    """The question between the first two forms, its answers in their order."""
    doubt = doubt_between(found)
    if doubt is None:
        return None
    pair = [outlook.interview for outlook in found[:2]]
    return {
        "ask": in_reader_language(doubt.ask),
        "answers": [(one, in_reader_language(doubt.answers[one.id]), in_reader_language(one.title)) for one in pair],
    }


def _suggestion(outlook: Outlook) -> dict[str, Any]:
    """A suggested form in the reader's language, with its reason and what to expect."""
    guide = outlook.interview.guide
    return {
        "interview": outlook.interview,
        "title": in_reader_language(outlook.interview.title),
        "why": [*outlook.words, *outlook.causes],
        "example": outlook.example,
        "can": in_reader_language(guide.can),
        "where": in_reader_language(guide.where),
        "first": in_reader_language(guide.first),
        "fee": outlook.fee,
        "months": outlook.months,
        "mediation": MEDIATION[guide.mediation],
    }


@require_POST
@for_persons
def start(request: CourtRequest, interview: str) -> HttpResponse:
    """Begin a draft with what the court knows of the person, and what the person told to find the form."""
    found = interview_of(interview)
    assert request.viewer.person is not None  # noqa: S101 - the door has let a person in
    person = person_by_uid(request.viewer.person)
    known = prefilled(person, found) if person else {}
    said = request.POST.get("said", "") if found.question(STORY) else ""
    helper, court = helping(request)
    draft = start_draft(
        person=request.viewer.person,
        interview=found.id,
        answers=story_answers(found, said, today(request)) | known | ({STORY: said} if said else {}),
        at=request.at,
        helper=helper,
        helper_court=court,
    )
    forget_story(request)
    return redirect("portal:draft_page", draft.uid, found.pages[0].id)


urls = [
    path("file/", problems, name="problems"),
    path("file/start/<slug:interview>/", start, name="draft_start"),
]
