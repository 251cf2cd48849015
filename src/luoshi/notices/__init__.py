"""提醒: who hears of what, when, and through which channel (issue 4, 减负; B8, B13).

`collect` turns the journal into notices, `digests` gathers them per person and half-day, `deliver`
sends content-free words outside. Each may be killed and started again and ends the same.
"""
