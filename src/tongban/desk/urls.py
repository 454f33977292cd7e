"""Addresses of the desk: each module of pages brings its own.

A new page that does an act of a case also takes its row in `next_acts.py`.
"""

from __future__ import annotations

from django.urls import URLPattern

from tongban.desk import (
    agents,
    alarms,
    cases,
    chain,
    clocks,
    counter,
    delivery,
    disputes,
    emergency,
    errands,
    evidence,
    fees,
    files,
    filings,
    hearings,
    inbox,
    judgments,
    lawyers,
    money,
    online,
    openings,
    openness,
    outages,
    platforms,
    publication,
    reads,
    register,
    removals,
    secrecy,
    tracks,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    *inbox.urls,
    *filings.urls,
    *errands.urls,
    *counter.urls,
    *lawyers.urls,
    *disputes.urls,
    *emergency.urls,
    *openings.urls,
    *cases.urls,
    *tracks.urls,
    *agents.urls,
    *online.urls,
    *clocks.urls,
    *outages.urls,
    *register.urls,
    *alarms.urls,
    *reads.urls,
    *files.urls,
    *removals.urls,
    *fees.urls,
    *money.urls,
    *delivery.urls,
    *evidence.urls,
    *chain.urls,
    *secrecy.urls,
    *openness.urls,
    *hearings.urls,
    *judgments.urls,
    *publication.urls,
    *platforms.urls,
]
