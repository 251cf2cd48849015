"""SM3 digests (GB/T 32905-2016) over canonical JSON: the chain that proves the journal untouched.

Any auditor's tool for the national algorithm can recompute them from an exported journal.
"""

from __future__ import annotations

import json
from typing import Any

from cryptography.hazmat.primitives import hashes


def sm3(data: bytes) -> str:
    """The SM3 digest of `data`, 64 lower-case hex digits."""
    h = hashes.Hash(hashes.SM3())
    h.update(data)
    return h.finalize().hex()


def canonical(value: Any) -> bytes:
    """One JSON text per value: sorted keys, no spaces, UTF-8. Equal values give equal bytes."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def chained(previous: str, value: Any) -> str:
    """The digest of `value` linked behind `previous` ('' for the first link)."""
    return sm3(previous.encode() + b"\n" + canonical(value))
