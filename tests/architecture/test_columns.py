"""What PostgreSQL would refuse is refused in every test."""

from __future__ import annotations

import pytest
from django.db import DataError, IntegrityError, transaction

from tests.builders import House
from tongban.frame.guard import lifted
from tongban.people.models import Person


def test_a_text_longer_than_its_column_is_refused_on_either_database(house: House) -> None:
    length = Person._meta.get_field("kind").max_length
    assert length
    rows = Person.objects.filter(uid=house.lin.uid)
    with lifted("the test asks the database alone"):
        with pytest.raises((DataError, IntegrityError)), transaction.atomic():
            rows.update(kind="x" * (length + 1))
        assert rows.update(kind="x" * length) == 1
