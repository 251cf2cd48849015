"""The pieces texts are compared by, and how much each piece tells.

A piece is a character, a pair of characters or a whole figure. What stands in many tasks of the
ledger (完成, 推进, 全县) tells little, what stands in few tells much: inverse document frequency. A
young ledger has seen too little, so a small prior knows the words that every office uses.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|\d+(?:\.\d+)?%?")
_SINGLE = 0.4  # a lone character tells less than a pair
_PRIOR = 300  # tasks the prior stands for
_WEAK = (
    "完成 推进 推动 落实 加强 加快 做好 抓好 开展 组织 实施 建立 健全 完善 制定 出台 形成 提高 提升 确保 保障"
    " 负责 牵头 配合 会同 协调 督促 指导 统筹 进一步 切实 认真 全面 深入 及时 尽快 抓紧 工作 任务 项目 方案"
    " 机制 制度 措施 情况 问题 要求 全县 全市 县里 我县 各乡镇 街道 部门 单位 有关 相关 重点 专项 行动 建设"
    " 管理 服务 检查 整改 整治 排查 报送 汇报 报告 县政府 办公室 责任 同志 人民 政府"
)


def grams(text: str) -> Iterable[str]:
    """Characters, pairs of neighbours, words in letters and figures of a folded text."""
    for run in _RUN.findall(text):
        if "\u4e00" <= run[0] <= "\u9fff":
            yield from run
            yield from (run[n : n + 2] for n in range(len(run) - 1))
        else:
            yield run


class _Weights(dict[str, float]):
    """How much each piece tells, worked out when it is first asked for."""

    __slots__ = ("seen", "tasks")

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.tasks = 0

    def __missing__(self, piece: str) -> float:
        seen = self.seen[piece] + _COMMONPLACE.get(piece, 0)
        told = math.log((self.tasks + _PRIOR + 1) / (seen + 0.5))
        told *= _SINGLE if len(piece) == 1 and not piece.isdigit() else 1.0
        self[piece] = told
        return told


class Frequencies:
    """In how many tasks of the ledger each piece stands."""

    __slots__ = ("_weights",)

    def __init__(self) -> None:
        self._weights = _Weights()

    @property
    def tasks(self) -> int:
        """How many tasks were added."""
        return self._weights.tasks

    def add(self, pieces: Iterable[str]) -> None:
        """One more task, made of these pieces, each given once."""
        self._weights.seen.update(pieces)
        self._weights.tasks += 1
        self._weights.clear()

    def weight(self, piece: str) -> float:
        """How much the piece tells: next to nothing when it is everywhere."""
        return self._weights[piece]

    def total(self, pieces: Iterable[str]) -> float:
        """The weights of all these pieces."""
        return sum(map(self._weights.__getitem__, pieces))


def _commonplace() -> dict[str, int]:
    found: Counter[str] = Counter()
    for word in _WEAK.split():
        for piece in set(grams(word)):
            found[piece] += _PRIOR // 12 if len(piece) == 1 else _PRIOR // 8
    return {piece: min(count, _PRIOR // 3) for piece, count in found.items()}


_COMMONPLACE = _commonplace()
