"""How well a task is found again in other words: the fictional pairs of `likeness/pairs.tsv`.

    python benchmarks/bench_likeness.py [--write] [--matters 100000]

Groups with an even number choose the weights and the threshold, groups with an odd number are
reported; a group is a task with all its versions and look-alikes. `--write` keeps the weights for
the product. `--matters` measures the index against that many invented matters. Without the extra
`semantic` the lines that need it are left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from luoshi.instruments.intake.likeness import Index, Scorer, Task, evidence, meaning, score

HERE = Path(__file__).parent / "likeness"
WEIGHTS = Path(score.__file__).parent / "weights.json"
GRAMS = ("title", "inside")
NEGATIVES, WORTH = 10, 0.3  # look-alikes of the index that are no match also choose, at less weight
Row = dict[str, float]


@dataclass(frozen=True)
class Pair:
    """Two tasks and what a reader says of them."""

    group: int
    label: str
    kind: str
    known: Task
    new: Task

    @property
    def same(self) -> bool:
        """Whether it is one task in other words."""
        return self.label == "same"


def _task(line: dict[str, str], side: str) -> Task:
    due = line[f"due_{side}"]
    return Task(
        title=line[f"title_{side}"],
        words=line[f"words_{side}"] or "",
        lead=line[f"lead_{side}"],
        units=frozenset({line[f"lead_{side}"]} - {""}),
        due=date.fromisoformat(due) if due else None,
    )


def pairs() -> list[Pair]:
    """The labelled set, in its order."""
    with (HERE / "pairs.tsv").open(encoding="utf-8") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(int(x["group"]), x["label"], x["kind"], _task(x, "a"), _task(x, "b"))
            for x in lines
        ]


def ledger(every: Sequence[Pair]) -> list[Task]:
    """All that is known: the tasks themselves and their look-alikes, each once."""
    known: dict[str, Task] = {}
    for task in [p.known for p in every] + [p.new for p in every if not p.same]:
        known.setdefault(task.title, task)
    return list(known.values())


def fit(rows: Sequence[tuple[Row, bool, float]], names: Sequence[str]) -> Row:
    """Logistic regression by gradient descent on weighted rows; no evidence may count against its
    own direction."""
    size = sum(worth for _, _, worth in rows)
    spread = {n: _spread([row[n] for row, _, _ in rows]) for n in names}
    weights = dict.fromkeys(names, 0.0)
    bias, rate, keep = 0.0, 0.5, 0.01
    for _ in range(3000):
        off = []
        for row, truth, worth in rows:
            said = bias + sum(weights[n] * row[n] / spread[n] for n in names)
            off.append(worth * (1 / (1 + math.exp(-said)) - truth))
        bias -= rate * sum(off) / size
        for n in names:
            slope = sum(o * row[n] for o, (row, _, _) in zip(off, rows, strict=True))
            weights[n] -= rate * (slope / spread[n] / size + keep * weights[n])
            weights[n] = max(0.0, weights[n])
    return {"bias": round(bias, 4), **{n: round(w / spread[n], 4) for n, w in weights.items()}}


def _spread(values: Sequence[float]) -> float:
    middle = sum(values) / len(values)
    return math.sqrt(sum((v - middle) ** 2 for v in values) / len(values)) + 1e-6


def measures(scores: Sequence[float], truth: Sequence[bool], cut: float) -> tuple[float, ...]:
    """Precision, recall and F1 of "same" at a threshold."""
    said = [s >= cut for s in scores]
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    p, r = hits / max(1, sum(said)), hits / max(1, sum(truth))
    return p, r, 2 * p * r / max(1e-9, p + r)


def best_cut(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The threshold with the best F1: between two neighbouring scores."""
    edges = sorted(set(scores))
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    return max(middles, key=lambda cut: (round(measures(scores, truth, cut)[2], 9), cut))


@dataclass
class Bench:
    """The pairs, the ledger they make, and the evidence on any two tasks."""

    every: list[Pair]
    extra: meaning.Meaning | None

    def __post_init__(self) -> None:
        self.known = ledger(self.every)
        self.index = Index()
        for key, task in enumerate(self.known):
            self.index.add(key, task)
        self.scorer = Scorer(self.index.frequencies, self.extra)
        self.group = {p.new.title: p.group for p in self.every if p.label == "other"}
        self.group |= {p.known.title: p.group for p in self.every}

    def half(self, odd: int) -> list[Pair]:
        """The groups that choose (0) or the groups that are reported (1)."""
        return [pair for pair in self.every if pair.group % 2 == odd]

    def asked(self, odd: int) -> list[tuple[Pair, list[Task]]]:
        """Every task in other words with the candidates that the index hands over."""
        same = [pair for pair in self.half(odd) if pair.same]
        return [(p, [self.known[k] for k in self.index.candidates(p.new)]) for p in same]

    def found_among_three(self, judge: Callable[[Row], float]) -> float:
        """How often the task meant is among the first three of the ledger."""
        asked = self.asked(1)
        hits = 0
        for pair, tasks in asked:
            ranked = sorted(tasks, key=lambda t: -judge(self.scorer.seen(pair.new, t)))
            hits += any(task.title == pair.known.title for task in ranked[:3])
        return hits / len(asked)

    def candidates_found(self) -> float:
        """How often the index hands over the task meant at all."""
        asked = self.asked(1)
        return sum(p.known.title in {t.title for t in some} for p, some in asked) / len(asked)

    def as_shipped(self) -> float:
        """Recall among three by the product's own way with the weights as they are shipped."""
        asked = self.asked(1)
        hits = 0
        for pair, tasks in asked:
            best = self.scorer.best(pair.new, tasks)
            hits += any(tasks[at].title == pair.known.title for at, _ in best)
        return hits / len(asked)

    def model(self, names: Sequence[str]) -> tuple[Row, float]:
        """Weights and threshold, chosen on the even groups."""
        chosen = self.half(0)
        rows = [(self.scorer.seen(p.new, p.known), p.same, 1.0) for p in chosen]
        cut_rows = list(rows)
        for pair, tasks in self.asked(0):
            others = [
                t for t in tasks if self.group[t.title] % 2 == 0 != pair.group - self.group[t.title]
            ]
            rows += [(self.scorer.seen(pair.new, t), False, WORTH) for t in others[:NEGATIVES]]
        weights = fit(rows, names)
        scores = [score.judged(weights, _only(row, names)) for row, _, _ in cut_rows]
        return weights, best_cut(scores, [same for _, same, _ in cut_rows])


def _only(row: Row, names: Sequence[str]) -> Row:
    return {name: row[name] for name in names}


def report(bench: Bench, label: str, names: Sequence[str]) -> tuple[Row, float]:
    """One line of the table; returns the model it speaks of."""
    weights, cut = bench.model(names)

    def judge(row: Row) -> float:
        return score.judged(weights, _only(row, names))

    told = bench.half(1)
    scores = [judge(bench.scorer.seen(p.new, p.known)) for p in told]
    p, r, f = measures(scores, [pair.same for pair in told], cut)
    three = bench.found_among_three(judge)
    print(f"| {label} | {cut:.2f} | {p:.2f} | {r:.2f} | {f:.2f} | {three:.2f} |")
    return weights, cut


def misses(bench: Bench, weights: Row, cut: float) -> Iterator[str]:
    """The reported pairs that are judged wrongly."""
    names = [name for name in weights if name != "bias"]
    for pair in bench.half(1):
        said = score.judged(weights, _only(bench.scorer.seen(pair.new, pair.known), names))
        if (said >= cut) != pair.same:
            yield f"{said:.2f} {pair.label}/{pair.kind}: {pair.known.title} | {pair.new.title}"


_VERBS = "完成 推进 开展 组织 整治 修复 建设 编制 制定 核查 清理 培训 验收 招标 拆除 改造 检修 评估 公示 备案"
_THINGS = (
    "河道 水库 学校 食堂 校车 小区 电梯 道路 路灯 管网 农田 公厕 医院 门诊 养老 低保 社保 工地 燃气 消防 林区 矿山"
    " 码头 桥梁 客运 货运 网吧 药店 粮库 冷库 厂房 园区 泵站 堤防 公园 广场 市场 驿站 书屋 球场 村道 山塘 渡口 危房"
)
_WHAT = "隐患 排查 方案 规划 设施 项目 资金 清单 台账 标准 制度 机制 设备 材料 数据 档案 标识 人员 合同 验收"


def invented(count: int) -> Iterator[Task]:
    """Matters as like one another as those of one county."""
    dice = random.Random(3)
    verbs, things, what_of = _VERBS.split(), _THINGS.split(), _WHAT.split()
    towns = [a + b + "镇" for a in "柳石青云白清江文武平" for b in "溪门垸岭沙河口昌安湾"]
    for n in range(count):
        what = "".join(dice.choice(things) + dice.choice(what_of) for _ in range(2))
        title = f"{dice.choice(verbs)}{dice.choice(towns)}{what}{dice.randint(2, 900)}处"
        day = date(2024, 1, 1) + timedelta(days=dice.randint(0, 1000))
        words = f"由县{dice.choice(things)}局牵头，{day.month}月{day.day}日前{title}，各乡镇配合，结果报县政府。"
        yield Task(title=title, words=words, lead=f"u{n % 60}", due=day)


def speed(count: int, with_meaning: meaning.Meaning | None) -> None:
    """How long the index takes to build and to answer, and the memory it needs."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    index, kept = Index(), []
    for key, task in enumerate(invented(count)):
        index.add(key, task)
        if key % max(1, count // 100) == 0:
            kept.append((key, task))
    built = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    tasks = dict(enumerate(invented(count)))
    scorer = Scorer(index.frequencies)
    began = time.perf_counter()
    first = 0
    for key, task in kept:
        asked = Task(title=task.title[2:], words="", lead=task.lead)
        keys = index.candidates(asked)
        first += keys[scorer.best(asked, [tasks[k] for k in keys])[0][0]] == key
    each = (time.perf_counter() - began) / len(kept)
    print(f"\n{count} matters: built in {built:.1f} s with {grown:.0f} MB; a question "
          f"{each * 1000:.0f} ms; the one meant comes first {first}/{len(kept)}")  # fmt: skip
    if with_meaning:
        titles = [task.title for task in tasks.values()][:200]
        began = time.perf_counter()
        with_meaning.prepare(titles)
        print(f"meaning of a title: {(time.perf_counter() - began) / len(titles) * 1000:.1f} ms")


def main() -> None:
    """Prints the table; with `--write` keeps what was chosen."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--matters", type=int, default=0)
    options = parser.parse_args()
    extra = meaning.installed()
    every = pairs()
    bench = Bench(every, extra)
    told = bench.half(1)
    print(f"{len(every)} pairs, {len(bench.half(0))} choose, {len(told)} are reported "
          f"({sum(p.same for p in told)} of them the same); ledger of {len(bench.known)}; "
          f"among the candidates {bench.candidates_found():.2f}\n")  # fmt: skip
    print("| method | threshold | precision | recall | F1 | recall@3 |\n|---|---|---|---|---|---|")
    report(bench, "n-grams alone", GRAMS)
    plain = report(bench, "n-grams, units, deadlines", evidence.NAMES)
    models = {"plain": plain}
    if extra:
        report(bench, "embeddings alone", ("meaning",))
        models["meaning"] = report(
            bench, "all together (extra semantic)", (*evidence.NAMES, "meaning", "rests")
        )
    else:
        print("\nthe extra `semantic` is not installed")
    print(f"\nas shipped, recall@3 {bench.as_shipped():.2f}")
    if options.misses:
        for name, model in models.items():
            print(f"\n{name} {model[0]}", *misses(bench, *model), sep="\n")
    if options.write:
        kept = score.weights() | {n: {**w, "shown": round(c, 3)} for n, (w, c) in models.items()}
        WEIGHTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    if options.matters:
        speed(options.matters, extra)


if __name__ == "__main__":
    main()
