"""Foreign keys point down or sideways, as imports do, and leave no name on the floor below."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.structure.source import told

FLOOR = {"org": 1, "matters": 2, "notices": 3, "instruments": 4}


def own_models() -> list[type[models.Model]]:
    """Every table of the house, hidden many-to-many tables included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in FLOOR
    ]


def upward_keys(model: type[models.Model]) -> Iterator[str]:
    """Relations of a table that point up, or across a floor with a name to come back by."""
    own = model._meta.app_label
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if not field.remote_field:
            continue
        target = field.related_model._meta.app_label
        name = f"{own}.{model.__name__}.{field.name}"
        if target not in FLOOR or target == own or model._meta.auto_created:
            continue
        if FLOOR[target] > FLOOR[own]:
            yield f"{name} points up to {target}"
        elif not (field.remote_field.related_name or "").endswith("+"):
            yield f"{name}: related_name must end in '+'"


def unplaced() -> list[str]:
    """Apps of the house with tables that have no floor."""
    return sorted(
        {
            model._meta.app_label
            for model in apps.get_models()
            if model.__module__.startswith("luoshi.") and model._meta.app_label not in FLOOR
        }
    )


def test_foreign_keys_point_down_or_sideways_only() -> None:
    """A lower floor can be understood, tested and migrated without the upper ones."""
    assert own_models()
    found = [v for model in own_models() for v in upward_keys(model)]
    assert not found, told(found)


def test_tables_live_in_the_apps_that_have_a_floor() -> None:
    """A new app with tables must be given its place here."""
    assert not unplaced()


@pytest.mark.parametrize(
    ("app", "target", "related_name", "good"),
    [
        ("org", "matters.Matter", "+", False),
        ("matters", "org.Unit", "matters", False),
        ("matters", "org.Unit", "+", True),
        ("matters", "matters.Matter", "children", True),
    ],
)
def test_a_key_that_points_up_or_names_itself_below_is_found(
    app: str, target: str, related_name: str, good: bool
) -> None:
    """The check can fail."""
    with isolate_apps("luoshi.org", "luoshi.matters"):

        class Sample(models.Model):
            key = models.ForeignKey(target, models.CASCADE, related_name=related_name)

            class Meta:
                app_label = app

            def __str__(self) -> str:
                return "sample"

        # The isolated registry does not know the target's class: hand it over.
        Sample._meta.get_field("key").remote_field.model = apps.get_model(target)
        assert (not list(upward_keys(Sample))) is good
