"""Entrance for machines: peers' envelopes, and the public API."""
