"""The engine: matters, their units' parts, and the journal. `act` is the only door."""
