"""Does a paper carry a state-secret marking? This system may not hold one (保密法 29、31).

It looks only for the *marking* as GB/T 9704-2012 lays it out: 绝密、机密 or 秘密, alone at the
head of a paper or line, with or without ★ and a term, or behind 密级. A sentence that merely
speaks of secrets (保守国家秘密, 商业秘密, a rule's name) is an ordinary sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.lib.errors import Problem
from luoshi.lib.text import fold

REFUSAL = (
    "这份材料带有国家秘密标志（{marking}）。"
    "本系统为非涉密系统，禁止存储、处理、传输国家秘密：材料没有保存，请改在涉密网或以纸质方式办理。"
)
# Said at sign-in, at every upload and on every message that leaves the system (B8).
NOTICE = "本系统为非涉密系统，禁止存储、处理、传输国家秘密、工作秘密"
_LEVEL = r"(?:绝[ \t]*密|机[ \t]*密|秘[ \t]*密)"
_TERM = r"(?:[ \t]*(?:长期|[0-9〇零一二三四五六七八九十]+[ \t]*(?:年|个?月|天|日))(?:以下|以内)?)"
_STAR = r"[★☆*＊✩✪⭐※]"
_HEAD = r"(?m:^)[ \t【\[(（〔]*"
_TAIL = r"[ \t】\])）〕]*(?m:$)"
# A copy number (000012) may stand in the line above or beside the marking; so may 特急、加急.
_BESIDE = r"(?:[ \t]+(?:特[ \t]*急|加[ \t]*急|平[ \t]*急|特[ \t]*提|[0-9]{3,8}))*"
_SHAPES = (
    # 秘密★1年, also inside a line of a layout that put two columns beside each other
    re.compile(rf"(?<![\u4e00-\u9fff]){_LEVEL}[ \t]*{_STAR}{_TERM}?"),
    re.compile(rf"{_STAR}[ \t]*{_LEVEL}(?![\u4e00-\u9fff])"),
    # 密级：机密 (but not 密级：无, nor a form's choice 绝密□ 机密□)
    re.compile(
        rf"(?:密[ \t]*级|秘密等级|涉密等级)[ \t]*[:：]?[ \t]*{_LEVEL}级?(?![\u4e00-\u9fff□○/、])"
    ),
    # a line that says nothing else
    re.compile(rf"{_HEAD}(?:[0-9]{{3,8}}[ \t]+)?{_LEVEL}{_TERM}?{_BESIDE}{_TAIL}"),
)


@dataclass(frozen=True, slots=True)
class Marking:
    """A state-secret marking and where it stands."""

    level: str
    text: str
    start: int
    end: int


class SecretMarked(Problem):
    """The paper carries a state-secret marking: it is refused and nothing of it is kept."""

    code = "secret_marking"
    status = 422


def marking(text: str) -> Marking | None:
    """The first state-secret marking of `text`, or None. Offsets are those of `text`."""
    plain = fold(text).replace("\r", "\n")
    hits = [hit for shape in _SHAPES if (hit := shape.search(plain))]
    if not hits:
        return None
    first = min(hits, key=lambda hit: hit.start())
    word = re.search(_LEVEL, first.group())
    level = re.sub(r"[ \t]", "", word.group()) if word else ""
    seen = text[first.start() : first.end()].strip()
    start = text.index(seen, first.start())
    return Marking(level, seen, start, start + len(seen))


def refuse_if_marked(text: str) -> None:
    """Returns only when `text` carries no marking; raises SecretMarked (B8) otherwise."""
    found = marking(text)
    if found:
        raise SecretMarked(REFUSAL.format(marking=found.text), level=found.level)
