"""常务会汇报事项 (S5): what the next executive meeting hears, put together from the journal.

No table of its own: what is on the list stands in the matters, put there by `put_on_agenda`.
"""

from luoshi.instruments.standing.service import StandingItem, standing_items

__all__ = ["StandingItem", "standing_items"]
