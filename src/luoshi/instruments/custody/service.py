"""Entering a paper by number, place and person, and noting where it goes."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from luoshi.instruments.custody.compute import bad_number, bad_place
from luoshi.instruments.custody.models import HeldPaper, Keeping
from luoshi.lib.errors import Invalid, NotAllowed, NotFound
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.org.models import Person
from luoshi.org.scope import scope_of


def _check(person: Person, now: datetime) -> None:
    if not scope_of(person, now).in_office:
        raise NotAllowed("机要件登记由政府办管理。", code="office_only")


def _fits(**wrong: str) -> None:
    found = {key: sentence for key, sentence in wrong.items() if sentence}
    if found:
        raise Invalid("".join(found.values()), code="says_too_much", fields=found)


def papers(person: Person, now: datetime) -> list[HeldPaper]:
    """Every paper with its keepings, latest first, for the office alone."""
    _check(person, now)
    rows = HeldPaper.objects.prefetch_related("keepings__keeper", "keepings__noted_by")
    return list(rows)


def _keeper(username: str) -> Person:
    found = Person.objects.filter(username=username, is_active=True).first()
    if found is None:
        sentence = "请选择保管责任人。"
        raise Invalid(sentence, code="keeper_missing", fields={"keeper": sentence})
    return found


def enter(person: Person, now: datetime, *, number: str, place: str, keeper: str) -> HeldPaper:
    """The paper stands in the register with its place and keeper, and with nothing else."""
    _check(person, now)
    refuse_if_marked(number)
    refuse_if_marked(place)
    _fits(number=bad_number(number), place=bad_place(place))
    held_by = _keeper(keeper)
    try:
        with transaction.atomic():
            paper = HeldPaper.objects.create(
                number=number.strip(), entered_by=person, entered_at=now
            )
    except IntegrityError:
        sentence = f"{number.strip()} 已经登记过，请在下面改它的位置。"
        raise Invalid(sentence, code="number_twice", fields={"number": sentence}) from None
    Keeping.objects.create(
        paper=paper, place=place.strip(), keeper=held_by, since=now, noted_by=person
    )
    return paper


def move(person: Person, now: datetime, paper_id: int, *, place: str, keeper: str) -> HeldPaper:
    """The paper lies elsewhere or with somebody else from now on; where it was stays known."""
    _check(person, now)
    refuse_if_marked(place)
    _fits(place=bad_place(place))
    paper = HeldPaper.objects.filter(pk=paper_id).first()
    if paper is None:
        raise NotFound("登记簿里没有这一件。")
    held_by = _keeper(keeper)
    Keeping.objects.create(
        paper=paper, place=place.strip(), keeper=held_by, since=now, noted_by=person
    )
    return paper
