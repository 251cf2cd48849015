"""台账导出: the ledger as seen, as an .xlsx that prints on landscape A4.

Plain rows in, a workbook out (`export.write`); it knows nothing of who may see what.
"""

from luoshi.instruments.ledgers.export import Column, Sheet, write, write_sheets

__all__ = ["Column", "Sheet", "write", "write_sheets"]
