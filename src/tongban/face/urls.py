"""Addresses of the face."""

from django.urls import path

from tongban.face import views

app_name = "face"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/desk/", views.styleguide_desk, name="styleguide_desk"),
]
