"""A field of several rows: each row checked by its columns, blank ones left out, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Invalid
from luoshi.matters import forms

DAY = date(2026, 11, 16)
OPTIONS = Field(
    "options", "建议方案", FieldKind.ROWS, required=True, least=2,
    columns=(Field("name", "方案", required=True), Field("cost", "费用", FieldKind.NUMBER)),
)  # fmt: skip


def test_blank_rows_are_left_out() -> None:
    typed = [{"name": "甲", "cost": "3"}, {"name": "", "cost": ""}, {"name": "乙", "cost": ""}]
    said = forms.clean((OPTIONS,), {"options": typed}, DAY)
    assert said["options"] == [{"name": "甲", "cost": 3}, {"name": "乙", "cost": None}]


def test_too_few_rows_are_refused_with_the_number_wanted() -> None:
    with pytest.raises(Invalid) as refused:
        forms.clean((OPTIONS,), {"options": [{"name": "甲"}]}, DAY)
    assert "至少要有 2 项" in refused.value.fields["options"]


def test_a_mistake_says_in_which_row_it_is() -> None:
    typed = [{"name": "甲"}, {"name": "", "cost": "三千"}]
    with pytest.raises(Invalid) as refused:
        forms.clean((OPTIONS,), {"options": typed}, DAY)
    assert "第2行" in refused.value.sentence


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(Invalid):
        forms.clean((OPTIONS,), {"options": [{"name": "甲"}, {"nmae": "乙"}]}, DAY)


@pytest.mark.parametrize("typed", ["甲", 3, ["甲", "乙"], {"name": "甲"}])
def test_what_is_no_list_of_rows_is_refused_with_a_sentence(typed: object) -> None:
    with pytest.raises(Invalid) as refused:
        forms.clean((OPTIONS,), {"options": typed}, DAY)
    assert "一行一行" in refused.value.sentence
