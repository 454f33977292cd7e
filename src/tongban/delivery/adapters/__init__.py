"""The outside world of service: the mail server, and the square code in a letter."""
