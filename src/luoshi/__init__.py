"""落实 (luoshi)."""
