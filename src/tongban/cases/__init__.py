"""Cases: the case, its parties, number, stages, clocks, consents and assignment."""
