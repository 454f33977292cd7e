"""Sets the scene of every test run: a throw-away platform, the database asked for, the house's own plugins.

Django's settings read the platform's home when they load, and pytest-django loads settings named in pyproject.toml
before any conftest. So they are named here, after the home exists.
"""

from __future__ import annotations

import gc
import os

import pytest
import throwaway

pytest_plugins = ("tests.plugins.columns", "tests.plugins.databases", "tests.plugins.heavy", "tests.plugins.dealing")

_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
_home = throwaway.platform()

if not _IS_WORKER:
    # Workers inherit the environment, and with it the one home of the run.
    os.environ.update(_home.__enter__())
    os.environ.pop("TONGBAN_DATABASE_URL", None)
    _asked = os.environ.get("TONGBAN_TEST_DATABASE", "sqlite")
    if _asked != "sqlite":
        os.environ["TONGBAN_DATABASE_URL"] = _asked

from django.conf import settings  # noqa: E402 - the environment comes first

# The first look at a setting loads them all, and pytest-django sees that Django is configured.
_ = settings.INSTALLED_APPS
# A password is slow to guess on purpose, a quarter of a second each; the world of one test opens thirty accounts.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    """What thousands of collected tests keep stays; looking through it again and again is a tenth of all work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure(config: pytest.Config) -> None:  # noqa: ARG001 - pytest's signature
    """Give the home back."""
    if not _IS_WORKER:
        _home.__exit__(None, None, None)
