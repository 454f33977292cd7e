"""Addresses for signing in and out; the library's other pages stay closed."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.account.urls"))]
