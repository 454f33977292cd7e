"""The outside world of people: providers of sign-in and of identity."""
