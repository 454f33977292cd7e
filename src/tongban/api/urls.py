"""Addresses of the public API."""

urlpatterns: list[object] = []
