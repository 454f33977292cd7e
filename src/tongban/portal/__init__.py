"""Entrance for parties, lawyers, mediators and the public. One thing per page, phone first."""
