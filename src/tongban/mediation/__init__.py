"""Mediation: who mediates, what is said behind the wall, and what crosses it."""
