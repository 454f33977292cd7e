"""Calendar addresses of persons: the answer to a calendar program, and the page on which a person has one made.

What stands in a calendar are dates, of which parties and court know anyway; no file is opened for it, so nothing is
noted in the log of reads each time a program asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import viewer_for
from tongban.face.calendar_file import MEDIA_TYPE, Entry, calendar_file
from tongban.face.requests import CourtRequest
from tongban.helpline.actions import close_feed, open_feed
from tongban.helpline.queries import feed_of_secret, open_feed_of
from tongban.helpline.vocabulary import FeedKind
from tongban.kernel.actor import Actor

Dates = Callable[[CourtRequest, Viewer, bool], Iterable[Entry]]


class FeedForm(forms.Form):
    """Whether titles tell the case."""

    named = forms.BooleanField(
        label=gettext_lazy("Write case number and kind of dispute into the titles"),
        required=False,
        help_text=gettext_lazy(
            "Whoever sees your calendar, at work or with the maker of your telephone, then reads them."
        ),
    )


def feed_file(request: CourtRequest, secret: str, kind: FeedKind, dates: Dates) -> HttpResponse:
    """The calendar behind a secret; 404 when it opens nothing."""
    found = feed_of_secret(secret, kind)
    if found is None:
        raise Http404
    person, named, language = found
    viewer = viewer_for(person, at=request.at, staff=kind is FeedKind.DESK)
    with override(language):
        content = calendar_file(_("Dates at court"), dates(request, viewer, named), made_at=request.at)
    answer = HttpResponse(content, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "private, no-store"
    return answer


def feed_page(request: CourtRequest, template: str, kind: FeedKind, address: str, *, by: Actor) -> HttpResponse:
    """Have an address made, made anew or closed; the secret is shown on the answer to the press and never again."""
    form, shown = FeedForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid() and "close" in request.POST:
        close_feed(kind, by=by, at=request.at)
    elif form.is_valid():
        language = get_language() or "en"
        secret = open_feed(kind, named=form.cleaned_data["named"], language=language, by=by, at=request.at)
        shown = request.build_absolute_uri(reverse(address, args=[secret]))
    context = {"form": FeedForm(), "since": open_feed_of(request.viewer, kind), "shown": shown}
    answer = render(request, template, context)
    answer["Cache-Control"] = "no-store"
    return answer
