"""Instruments: things that compute, each in its own folder, none importing another.

`compute` is plain data in, plain data out and knows no Django; `service` reads through queries
and changes matters only through the engine's `act`. Retiring one means deleting its folder.
"""
