"""The people floor."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, accounts, appointments."""

    name = "tongban.people"
    label = "people"
