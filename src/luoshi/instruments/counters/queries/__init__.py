"""One query a counter, grouped by what it looks at: units, the office, the leaders."""
