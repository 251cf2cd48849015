"""What the law sets cannot be configured away: an office's own version of a shipped type may be
stricter, shorter, fuller; it may not lengthen a period of the law, nor leave out what it demands.
"""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.catalogue.acts import Clock, Need
from luoshi.catalogue.fields import Limit, length
from luoshi.catalogue.schema import TypeSpec


def softened(own: TypeSpec, shipped: TypeSpec) -> list[str]:
    """What in an office's own version falls behind the law, one sentence each."""
    return [*_clocks(own, shipped), *_needs(own, shipped), *_bounds(own, shipped)]


def _longer(own: Limit | None, law: Limit | None) -> bool:
    """Whether a limit goes beyond the other; another unit cannot be compared and counts as such."""
    if own is None:
        return False
    return law is None or own.unit != law.unit or own.amount > law.amount


def _clocks(own: TypeSpec, shipped: TypeSpec) -> Iterator[str]:
    known = {clock.key: clock for clock in own.clocks}
    for law in shipped.clocks:
        if law.law:
            yield from _clock(known.get(law.key), law)


def _clock(own: Clock | None, law: Clock) -> Iterator[str]:
    if own is None:
        yield f"不能去掉法定期限“{law.label}”（{law.basis}）。"
        return
    if law.before and _longer(law.within, own.within):
        yield f"“{law.label}”至少提前{length(law.within)}（{law.basis}），可以更早。"
    elif not law.before and _longer(own.within, law.within):
        yield f"“{law.label}”不能长于{length(law.within)}（{law.basis}），可以更短。"
    if _longer(own.longest, law.longest):
        most = f"最多延长{length(law.longest)}" if law.longest else "不能延长"
        yield f"“{law.label}”{most}（{law.basis}）。"
    if _longer(own.at_most, law.at_most) or (own.longest and not law.longest):
        most = f"最长{length(law.at_most)}" if law.at_most else "不能延长"
        yield f"“{law.label}”{most}（{law.basis}）。"
    if set(law.starts) - set(own.starts) or set(own.pauses) - set(law.pauses):
        yield f"“{law.label}”的起算和中止以法定为准（{law.basis}）。"


def _same(own: Need, law: Need) -> bool:
    """Whether a need asks for at least the same, as often."""
    asks = set(own.done) >= set(law.done) and set(own.said) >= set(law.said)
    same = (own.not_lead, own.in_time, own.since) == (law.not_lead, law.in_time, law.since)
    return asks and same and set(own.when) <= set(law.when)


def _needs(own: TypeSpec, shipped: TypeSpec) -> Iterator[str]:
    known = {act.key: act.needs for act in own.acts}
    for act in shipped.acts:
        for law in act.needs:
            if law.law and not any(_same(need, law) for need in known.get(act.key, ())):
                yield f"“{act.label}”不能去掉这一条：{law.says}"


def _bounds(own: TypeSpec, shipped: TypeSpec) -> Iterator[str]:
    def fields(spec: TypeSpec) -> dict[str, int | None]:
        every = (*spec.fields, *(field for act in spec.acts for field in act.fields))
        return {field.key: field.high for field in every if field.high is not None}

    found = fields(own)
    for field in (*shipped.fields, *(f for act in shipped.acts for f in act.fields)):
        if field.law and field.high is not None:
            most = found.get(field.key)
            if most is None or most > field.high:
                yield f"“{field.label}”不能多于 {field.high}。{field.help}"
