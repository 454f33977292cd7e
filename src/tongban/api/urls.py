"""Addresses of the public API."""

from django.urls import path

from tongban.api.service import api

urlpatterns = [path("v1/", api.urls)]
