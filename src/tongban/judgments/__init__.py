"""Judgments (裁判): from the judge's draft to a signed judgment that takes effect."""
