"""Entrance for clerks, judges, presidents and liaison officers. Keyboard first."""
