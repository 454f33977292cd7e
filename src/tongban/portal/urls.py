"""Addresses of the portal: each module of pages brings its own."""

from __future__ import annotations

from django.urls import URLPattern

from tongban.portal import (
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
    ledger_files,
    openness,
    papers,
    readers,
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
    *readers.urls,
    *conduct.urls,
    *evidence.urls,
    *chain.urls,
    *hearings.urls,
    *join.urls,
    *verify.urls,
    *ledger.urls,
    *time_stamps.urls,
    *ledger_files.urls,
    *fees.urls,
    *delivery.urls,
    *judgments.urls,
    *openness.urls,
    *calculators.urls,
    *law_fees.urls,
    *law_courts.urls,
    *law_tables.urls,
]
