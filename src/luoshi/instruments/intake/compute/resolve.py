"""From a name as written to a unit of the directory: exact, by alias, or not at all.

A name that fits two units stays unresolved: never a silent wrong match. Our own side (本办、我局)
is the issuing office. Without a directory everything stays as written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from luoshi.instruments.intake.compute.model import DirectoryView, Mention

_OURS = re.compile(r"^(?:本|我)(?:办|局|委|厅|部|院|科|处|镇|乡|中心)$")
_RANK = re.compile(r"^(?:县|市|区|省|本县|我县|全县)")


class Resolver:
    """Looks names up in one directory view."""

    def __init__(self, view: DirectoryView | None) -> None:
        self._view = view
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, str] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        for code, names in view.units if view else ():
            self._names[code] = names[0] if names else code
            for name in names:
                self._by_name[name].add(code)
        for names, codes in view.groups if view else ():
            self._groups.update(dict.fromkeys(names, codes))

    def resolved(self, mention: Mention, how: str = "") -> Mention:
        """`mention` with its unit, group, or neither."""
        given = how or ("inherited" if mention.inferred else "")
        if self._view is None:
            return replace(mention, name=mention.text, how=given or "suffix")
        words = mention.text
        if words in self._groups:
            return replace(mention, codes=self._groups[words], name=words, how=given or "group")
        if _OURS.match(words) and self._view.office:
            code = self._view.office
            return replace(mention, code=code, name=self._names.get(code, words), how="alias")
        codes, rule = self._codes(words)
        if len(codes) != 1:
            return replace(mention, name="", how="unresolved")
        code = next(iter(codes))
        return replace(mention, code=code, name=self._names[code], how=given or rule)

    def _codes(self, words: str) -> tuple[set[str], str]:
        if words in self._by_name:
            codes = self._by_name[words]
            exact = any(self._names[code] == words for code in codes)
            return codes, "exact" if exact else "alias"
        plain = _RANK.sub("", words)
        found: set[str] = set()
        for rank in ("", "县", "市", "区"):
            found |= self._by_name.get(rank + plain, set())
        return found, "suffix"
