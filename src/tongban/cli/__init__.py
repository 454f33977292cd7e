"""Entrance for the command line: the demo and its bank. Servers and set-up are `wiring`'s (docs/decisions/0008)."""
