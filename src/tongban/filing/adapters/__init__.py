"""What filing reads from outside: archives."""
