"""From a name as written to a unit of the directory: for certain, or not at all.

A name right on the document's day wins over names of other days. A name that fits two units stays
open and says which; 市水利局 never becomes 县水利局; a collective name that does not say who (有关部门,
各分管副县长) stays open; our own side (本办、我局) is the issuer, where the issuer is known and the
word fits it. Without a directory everything stays as written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute.model import DirectoryView, Former, Mention
from luoshi.instruments.intake.compute.names import collective, key, plain

_OURS = re.compile(
    r"^[本我](?P<what>办公室|办|局|委|厅|部|院|科|处|镇|乡|街道|中心|公司|集团|大队|队|单位|机关|部门|会)$"
)
_PLACE = re.compile(r"^[本我](?P<rank>[县市区州旗省])(?:政府|人民政府)?$")
_YOURS = re.compile(r"^(?:贵|你|您|该|此)(?:办|局|委|厅|部|院|镇|乡|县|市|区|单位|公司|街道|中心)$")
_MANY = re.compile(
    r"^(?:[本我全][县市区])?(?:各|全[县市区]|所有|全体|每个|有关|相关|其他|当地|上述|两办|涉)"
    r"|[直属口县市区办局]各(?!庄)"
)
_OPEN = re.compile(
    r"有关|相关|涉及|责任(?:单位|部门)|职能|分管|主管|牵头|承办|配合|业务|所属|上述|其他|当地|两办"
)
_SOME = re.compile(r"等?(?:有关|相关)?(?:部门|单位)?$")
_POST = re.compile(
    r"(?:主要负责同志|主要负责人|分管负责同志|分管负责人|负责同志|负责人|主要领导|分管领导|党组书记|党委书记|一把手"
    r"|(?<=局)局?长|(?<=[委办])主任|(?<=镇)镇?长|(?<=乡)乡?长|(?<=街道)主任|(?<=公司)(?:董事长|总?经理))$"
)
_BRACKET = re.compile(r"^(?P<out>[^（()）]+)[（(](?P<inner>[^（()）]+)[）)]$")
_REMARK = re.compile(r"^(?:牵头(?:单位)?|主办|协办|配合(?:单位)?|责任单位|负责|排名第一)$")
_PART_OF = 4  # characters a known name must have before "begins with it" says anything


@dataclass(frozen=True, slots=True)
class _Hit:
    """What a name was found to be: the units it fits, by which rule, and what to say of it."""

    codes: tuple[str, ...]
    how: str = ""
    note: str = ""


class Resolver:
    """Looks names up in one directory view; every name once."""

    def __init__(self, view: DirectoryView | None) -> None:
        self._view = view
        self._names: dict[str, str] = {}
        self._known: dict[str, _Hit] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        if view is None:
            return
        self._home = view.seat[-1:]
        self._names = {code: names[0] if names else code for code, names in view.units}
        self._names |= dict(view.shown)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._cores: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for code, names in view.units:
            self._add(names, code)
        self._former = {True: _Past(view, then=True), False: _Past(view, then=False)}
        for names, codes in view.groups:
            self._groups.update(dict.fromkeys(map(collective, names), codes))

    def _add(self, names: Iterable[str], code: str) -> None:
        for name in names:
            self._exact[plain(name)].add(code)
            taken = key(name, self._view.seat if self._view else "")
            self._cores[taken.core].add((taken.rank, code))

    def resolved(self, mention: Mention, how: str = "") -> Mention:
        """`mention` with its unit, its group, or neither and the reason why."""
        given = how or ("inherited" if mention.inferred else "")
        if self._view is None:
            return replace(mention, name=mention.text, how=given or "suffix")
        words = plain(mention.text)
        if words not in self._known:
            self._known[words] = self._look(words)
        hit = self._known[words]
        if hit.how == "group":
            return replace(
                mention, codes=hit.codes, name=mention.text, how=given or "group", note=hit.note
            )
        if hit.how in ("unresolved", "collective"):
            return replace(mention, name="", how=hit.how, note=hit.note)
        code = hit.codes[0]
        # How the words came to stand here matters more than how the name was found, unless the
        # name itself needs a second look.
        rule = hit.how if hit.how in ("former", "ours", "post") else given or hit.how
        return replace(mention, code=code, name=self._names[code], how=rule, note=hit.note)

    def speaking(self, unit: str) -> Resolver:
        """The same directory where `unit` is the one that says 我局: nobody's word if it is not
        known for certain; itself where no unit is named."""
        if self._view is None or not unit:
            return self
        hit = self._unit(plain(unit))
        office = hit.codes[0] if hit and len(hit.codes) == 1 else ""
        return Resolver(replace(self._view, office=office))

    def _look(self, words: str) -> _Hit:
        for rule in (self._listed, self._self, self._collective, self._spelled):
            if (hit := rule(words)) is not None:
                return hit
        for past in (True, False):
            if (hit := self._past(words, then=past)) is not None:
                return hit
        return self._taken_apart(words) or _Hit((), "unresolved", self._hint(words))

    def _listed(self, words: str) -> _Hit | None:
        """The directory has the name letter by letter."""
        codes = self._exact.get(words)
        if not codes:
            return None
        if self._anybodys(words):
            return _Hit((), "unresolved", self._foreign_note(words))
        # The name was right on that day for a unit that is gone as well: nobody can know.
        codes = codes | {one.code for one in self._former[True].named(words) if one.code}
        names = {self._names[code] for code in codes}
        return self._one(words, codes, "exact" if words in names else "alias")

    def _self(self, words: str) -> _Hit | None:
        """我局、本办: the issuer; 我县: the government of the place."""
        view = self._view
        if view is None:
            return None
        if _YOURS.match(words):
            return _Hit((), "unresolved", f"“{words}”是对收文单位的称呼，请确认是哪个单位。")
        place = _PLACE.match(words)
        if place and view.government and place["rank"] == self._home and not view.foreign:
            return _Hit((view.government,), "ours")
        ours = _OURS.match(words)
        if not ours and not place:
            return None
        if ours and view.office and self._fits(view.office, ours["what"]):
            return _Hit((view.office,), "ours")
        return _Hit((), "unresolved", f"“{words}”是来文单位的自称，来文机关没有认定，请确认。")

    def _fits(self, code: str, what: str) -> bool:
        """Whether a unit may call itself so: 我局 is said by a 局."""
        if what in ("单位", "机关", "部门"):
            return True
        core = key(self._names.get(code, ""), self._view.seat if self._view else "").core
        return core.endswith(key("某" + what).core.removeprefix("某"))

    def _collective(self, words: str) -> _Hit | None:
        """各乡镇 where the directory lists its members; who 有关部门 are nobody can know."""
        view = self._view
        shape = collective(words)
        members = self._groups.get(shape, ())
        if _OPEN.search(words) and (members or _MANY.search(words)):
            return _Hit((), "collective", f"“{words}”没有写明是哪些单位，请确认。")
        if members and view is not None and not view.foreign:
            return _Hit(members, "group", f"按单位目录，“{words}”共 {len(members)} 个。")
        if members or _MANY.search(words):
            return _Hit((), "collective", f"“{words}”是统称，请确认是哪些单位。")
        return None

    def _spelled(self, words: str) -> _Hit | None:
        """Another spelling of a name: its rank or place left out, 和 dropped, a usual short form."""
        view = self._view
        if view is None:
            return None
        taken = key(words, view.seat)
        found = self._cores.get(taken.core, set())
        if not found:
            return None
        if self._anybodys(words):
            return _Hit((), "unresolved", self._foreign_note(words))
        if taken.rank:
            codes = {code for rank, code in found if rank == taken.rank}
            codes |= {c for rank, c in found if not rank and taken.rank == self._home}
            return self._one(words, codes, "spelling") if codes else None
        return self._without_rank(words, found)

    def _without_rank(self, words: str, found: set[tuple[str, str]]) -> _Hit:
        """水利局 in a paper of the county is the county's; in one of unknown origin it is so only
        when the directory has no other."""
        view = self._view
        ours = {code for rank, code in found if rank in ("", self._home)} if self._home else set()
        if ours and view is not None and (view.office or view.seat):
            others = {code for _, code in found} - ours
            if not others or view.office:
                return self._one(words, ours, "suffix")
        return self._one(words, {code for _, code in found}, "suffix")

    def _past(self, words: str, *, then: bool) -> _Hit | None:
        """A name of another day: whose it is now, with a note; several stay open."""
        found = self._former[then].find(words)
        if not found:
            return None
        if self._anybodys(words):
            return _Hit((), "unresolved", self._foreign_note(words))
        codes = {one.code for one in found}
        if len(codes) > 1:
            names = "、".join(self._names.get(c, "已撤并的单位") for c in sorted(codes))
            return _Hit((), "unresolved", f"“{words}”曾是几个单位的名称（今{names}），请确认。")
        former = found[0]
        if not former.code or former.code not in self._names:
            return _Hit((), "unresolved", former.note)
        return _Hit((former.code,), "former", former.note)

    def _taken_apart(self, words: str) -> _Hit | None:
        """县水利局局长, 县水利局等有关部门, 县农业农村局（县乡村振兴局）: the unit inside."""
        bracket = _BRACKET.match(words)
        if bracket:
            return self._bracketed(bracket["out"], bracket["inner"])
        post = _POST.search(words)
        if post and post.start() >= 2:
            hit = self._unit(words[: post.start()])
            if hit:
                return replace(hit, how="post", note=f"“{words}”按所在单位认定。")
        some = _SOME.search(words)
        if some and some.group().startswith("等"):
            hit = self._unit(words[: some.start()])
            if hit:
                return replace(hit, note=f"原文是“{words}”，其余单位请确认。")
        return None

    def _bracketed(self, out: str, inner: str) -> _Hit | None:
        outer = self._unit(out)
        if outer is None or _REMARK.match(inner):
            return outer
        other = self._unit(inner)
        if other is None or other.codes != outer.codes:
            return _Hit((), "unresolved", f"“{out}（{inner}）”是一个还是两个单位，请确认。")
        return outer

    def _unit(self, words: str) -> _Hit | None:
        hit = self._look(words)
        return hit if hit.codes and hit.how != "group" else None

    def _one(self, words: str, codes: set[str], how: str) -> _Hit:
        if len(codes) == 1:
            return _Hit(tuple(codes), how)
        names = "，也可能是".join(self._names[code] for code in sorted(codes))
        return _Hit((), "unresolved", f"“{words}”可能是{names}，请选择。")

    def _anybodys(self, words: str) -> bool:
        """Whether a paper of another place may mean its own unit by this name."""
        view = self._view
        if view is None or not view.foreign or words.startswith(view.seat):
            return False
        rank = key(words).rank
        return rank == self._home or (rank == "" and words not in self._names.values())

    def _foreign_note(self, words: str) -> str:
        seat = self._view.seat if self._view else "本地"
        return f"来文机关不在{seat}，“{words}”不一定是{seat}的单位，请确认。"

    def _hint(self, words: str) -> str:
        """A known name at the front: perhaps an inner division, which is not its unit."""
        inside = [name for name in self._exact if len(name) >= _PART_OF and words.startswith(name)]
        if not inside:
            return ""
        codes = self._exact[max(inside, key=len)]
        names = "、".join(self._names[code] for code in sorted(codes))
        return f"名称以{names}开头，可能是它的内设机构。"


class _Past:
    """The names of other days, found as present names are."""

    def __init__(self, view: DirectoryView, *, then: bool) -> None:
        self._seat = view.seat
        self._names: dict[str, list[Former]] = defaultdict(list)
        self._cores: dict[tuple[str, str], list[Former]] = defaultdict(list)
        for former in view.former:
            if former.then == then:
                taken = key(former.name, view.seat)
                self._names[plain(former.name)].append(former)
                self._cores[taken.rank, taken.core].append(former)

    def named(self, words: str) -> list[Former]:
        """Whose the name was, letter by letter."""
        return self._names.get(words, [])

    def find(self, words: str) -> list[Former]:
        """Whose the name was: letter by letter, else in another spelling of the same rank."""
        if found := self.named(words):
            return found
        taken = key(words, self._seat)
        ranks = (taken.rank,) if taken.rank else ("", self._seat[-1:])
        return [
            one for rank in dict.fromkeys(ranks) for one in self._cores.get((rank, taken.core), ())
        ]
