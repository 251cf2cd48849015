"""What the tests of the office's own affairs share."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.lib.errors import Problem
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County


def _attempt(county: County, matter: Matter, verb: str, by: str, typed: dict[str, Any]) -> None:
    if typed:
        engine.act(matter, verb, county[by], county.now, **typed)
    else:
        engine.check_possible(matter, verb, county[by], county.now)


def refused(county: County, matter: Matter, verb: str, by: str, **typed: Any) -> Problem:
    """The refusal of an act; with nothing typed, already of its form."""
    with pytest.raises(Problem) as problem:
        _attempt(county, matter, verb, by, typed)
    return problem.value
