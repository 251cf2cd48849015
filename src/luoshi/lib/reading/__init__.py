"""A file goes in, plain text comes out, or a sentence that says why not and what to do.

One adapter module per format. No network is touched, no macro runs, and nothing is parsed before
its size is known; parsers that may hang or crash run in a process of their own (`apart`). Callers
see `read`, `picture` and their results only.
"""

from __future__ import annotations

from luoshi.lib.reading.model import Limits, Progress, Reading, Region
from luoshi.lib.reading.read import picture, read, read_pasted

__all__ = ["Limits", "Progress", "Reading", "Region", "picture", "read", "read_pasted"]
