"""Adapters of evidence."""
