"""负担表: how often each unit was asked for something each week, shown before an act adds to it.

Basis: 整治形式主义为基层减负若干规定 (domain.md B13). It warns and never forbids; it counts what
the office asked, not what a unit did. `urging` lets several late matters of one unit be urged in
one go.
"""

from luoshi.instruments.burden.compute import Burden, Kind, Rules
from luoshi.instruments.burden.service import Weeks, adds, burden_of, burdens_of, weeks_for
from luoshi.instruments.burden.urging import Late, Together, late_of, urge_together

__all__ = [
    "Burden",
    "Kind",
    "Late",
    "Rules",
    "Together",
    "Weeks",
    "adds",
    "burden_of",
    "burdens_of",
    "late_of",
    "urge_together",
    "weeks_for",
]
