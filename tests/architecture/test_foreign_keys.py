"""Foreign keys go down only; across domains they protect what they point to and leave no name there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture.house import floors

pytestmark = pytest.mark.once


def domain(model: type[models.Model]) -> str:
    """The domain of a model of the house; empty for a model of a library."""
    steps = model.__module__.split(".")
    return steps[1] if steps[0] == "tongban" else ""


def flaws(of: Iterable[type[models.Model]], height: dict[str, int]) -> Iterator[str]:
    """Every key that goes up, sideways, or across without protection."""
    for model in of:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField) or field.model is not model:
                continue
            here, there = domain(model), domain(field.related_model)
            if not here or not there or here == there:
                continue
            name = f"{here}.{model.__name__}.{field.name}"
            if height[there] >= height[here]:
                yield f"{name} goes up to {there}"
            if isinstance(field, models.ManyToManyField):
                yield f"{name} is many-to-many across domains: make it a table with a name"
            elif field.remote_field.on_delete is not models.PROTECT:
                yield f"{name} does not protect {there}"
            if not (field.remote_field.related_name or "").endswith("+"):
                yield f"{name} leaves a name in {there}"


def test_foreign_keys_go_down_and_protect() -> None:
    assert list(flaws(apps.get_models(include_auto_created=True), floors())) == []


def _model(name: str, module: str, **fields: models.Field) -> type[models.Model]:
    body = {"__module__": module, "Meta": type("Meta", (), {"app_label": "contenttypes"}), **fields}
    return type(name, (models.Model,), body)


@isolate_apps("django.contrib.contenttypes")
def test_an_upward_foreign_key_is_caught() -> None:
    above = _model("Above", "tongban.filing.models")
    below = _model(
        "Below", "tongban.cases.models", above=models.ForeignKey(above, on_delete=models.PROTECT, related_name="+")
    )
    assert list(flaws([above, below], floors())) == ["cases.Below.above goes up to filing"]


@isolate_apps("django.contrib.contenttypes")
def test_a_key_that_cascades_or_leaves_a_name_is_caught() -> None:
    below = _model("Below", "tongban.cases.models")
    above = _model("Above", "tongban.filing.models", below=models.ForeignKey(below, on_delete=models.CASCADE))
    assert list(flaws([above], floors())) == [
        "filing.Above.below does not protect cases",
        "filing.Above.below leaves a name in cases",
    ]
