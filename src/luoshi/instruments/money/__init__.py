"""还本付息: who owes how much in which month, what is paid and what is missing, as one table (S4).

`compute` makes the table out of plain debts; `service` reads them through the queries. The amounts
themselves live in the matters and change by their acts alone.
"""

from luoshi.instruments.money.compute import Cell, Debt, Line, Table, table
from luoshi.instruments.money.service import table_for

__all__ = ["Cell", "Debt", "Line", "Table", "table", "table_for"]
