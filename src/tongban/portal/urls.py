"""Addresses of the portal: each module of pages brings its own."""

from __future__ import annotations

from django.urls import URLPattern

from tongban.portal import (
    agents,
    calculators,
    case,
    chain,
    conduct,
    delivery,
    evidence,
    fees,
    filed,
    filing,
    handing_in,
    hearings,
    home,
    join,
    judgments,
    law_courts,
    law_fees,
    law_tables,
    ledger,
    openness,
    papers,
    time_stamps,
    verify,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    *home.urls,
    *filing.urls,
    *handing_in.urls,
    *filed.urls,
    *case.urls,
    *papers.urls,
    *conduct.urls,
    *agents.urls,
    *evidence.urls,
    *chain.urls,
    *hearings.urls,
    *join.urls,
    *verify.urls,
    *ledger.urls,
    *time_stamps.urls,
    *fees.urls,
    *delivery.urls,
    *judgments.urls,
    *openness.urls,
    *calculators.urls,
    *law_fees.urls,
    *law_courts.urls,
    *law_tables.urls,
]
