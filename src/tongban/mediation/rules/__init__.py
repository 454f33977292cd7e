"""Rules of mediation, pure."""
