"""Addresses of the portal: each module of pages brings its own."""

from __future__ import annotations

from django.urls import URLPattern

from tongban.portal import (
    calculators,
    case,
    chain,
    companions,
    conduct,
    delivery,
    disputes,
    evidence,
    fees,
    filed,
    filing,
    handing_in,
    hearings,
    home,
    identity,
    join,
    judgments,
    law_courts,
    law_fees,
    law_tables,
    ledger,
    openness,
    papers,
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
    *evidence.urls,
    *chain.urls,
    *hearings.urls,
    *join.urls,
    *identity.urls,
    *disputes.urls,
    *companions.urls,
    *verify.urls,
    *ledger.urls,
    *fees.urls,
    *delivery.urls,
    *judgments.urls,
    *openness.urls,
    *calculators.urls,
    *law_fees.urls,
    *law_courts.urls,
    *law_tables.urls,
]
