"""Addresses of the desk: each module of pages brings its own.

A new page that does an act of a case also takes its row in `next_acts.py`.
"""

from __future__ import annotations

from django.urls import URLPattern

from tongban.desk import (
    agents,
    cases,
    chain,
    clocks,
    counter,
    delivery,
    errands,
    evidence,
    fees,
    files,
    filings,
    hearings,
    inbox,
    judgments,
    online,
    outages,
    platforms,
    publication,
    register,
    tracks,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    *inbox.urls,
    *filings.urls,
    *errands.urls,
    *counter.urls,
    *cases.urls,
    *tracks.urls,
    *agents.urls,
    *online.urls,
    *clocks.urls,
    *outages.urls,
    *register.urls,
    *files.urls,
    *fees.urls,
    *delivery.urls,
    *evidence.urls,
    *chain.urls,
    *hearings.urls,
    *judgments.urls,
    *publication.urls,
    *platforms.urls,
]
