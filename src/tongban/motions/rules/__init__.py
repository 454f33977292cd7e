"""Rules of motions: one table of kinds, and what is peculiar to each."""
