"""What the platform holds about a person: shown, handed over, kept as long as the law says, and erased."""
