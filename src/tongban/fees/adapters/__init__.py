"""The outside world of fees: the bank's files."""
