"""Every page to which links lead in a world of cases on their further way, as those before whom they lie."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.attacks.conftest import kept_in, taken_up
from tests.attacks.test_attack_by_every_link import ONWARD, assert_walked, some
from tests.attacks.world import WHOLE, World, furnished_onward


@pytest.fixture(scope="module")
def built_onward(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, World]]:
    """Built once for all these tests, whose papers are empty pages and whose gateway is the world's own."""
    folder = tmp_path_factory.mktemp("onward")
    with (
        pytest.MonkeyPatch.context() as patch,
        kept_in(folder, django_db_blocker, lambda: furnished_onward(folder, patch)) as built,
    ):
        yield built


@pytest.mark.timeout(7200 if WHOLE else 1200)
@pytest.mark.parametrize("who", some(ONWARD, 1))
def test_every_link_opens_a_page_that_changes_nothing_and_runs_nothing(
    transactional_db: None, built_onward: tuple[str, World], django_db_blocker: DjangoDbBlocker, who: str
) -> None:
    with taken_up(built_onward, django_db_blocker) as world:
        assert_walked(world, "onward", who)
