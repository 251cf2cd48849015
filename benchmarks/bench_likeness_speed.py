"""How long it takes to hold one task against a large ledger, and the memory that needs.

python benchmarks/bench_likeness_speed.py [--matters 20000]
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from luoshi.instruments.intake.likeness import Index, Scorer, Task, meaning

_VERBS = "完成 推进 开展 组织 整治 修复 建设 编制 制定 核查 清理 培训 验收 招标 拆除 改造 检修 评估 公示 备案"
_THINGS = (
    "河道 水库 学校 食堂 校车 小区 电梯 道路 路灯 管网 农田 公厕 医院 门诊 养老 低保 社保 工地 燃气 消防 林区 矿山"
    " 码头 桥梁 客运 货运 网吧 药店 粮库 冷库 厂房 园区 泵站 堤防 公园 广场 市场 驿站 书屋 球场 村道 山塘 渡口 危房"
)
_WHAT = "隐患 排查 方案 规划 设施 项目 资金 清单 台账 标准 制度 机制 设备 材料 数据 档案 标识 人员 合同 验收"
ASKED = 100


def invented(count: int) -> Iterator[Task]:
    """Matters as like one another as those of one county."""
    dice = random.Random(3)
    verbs, things, what_of = _VERBS.split(), _THINGS.split(), _WHAT.split()
    towns = [a + b + "镇" for a in "柳石青云白清江文武平" for b in "溪门垸岭沙河口昌安湾"]
    for n in range(count):
        what = "".join(dice.choice(things) + dice.choice(what_of) for _ in range(2))
        title = f"{dice.choice(verbs)}{dice.choice(towns)}{what}{dice.randint(2, 900)}处"
        day = date(2024, 1, 1) + timedelta(days=dice.randint(0, 1000))
        when = f"{day.month}月{day.day}日前"
        words = f"由县{dice.choice(things)}局牵头，{when}{title}，各乡镇配合，结果报县政府。"
        yield Task(title=title, words=words, lead=f"u{n % 60}", due=day)


def built(count: int) -> Index:
    """The index over so many matters."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    index = Index()
    for key, task in enumerate(invented(count)):
        index.add(key, task)
    took = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{count} matters: index built in {took:.1f} s with {grown:.0f} MB")
    return index


def asked(index: Index, tasks: list[Task], extra: meaning.Meaning | None) -> None:
    """What one question costs, and whether the one meant comes first."""
    scorer = Scorer(index.frequencies, extra)
    some = range(0, len(tasks), max(1, len(tasks) // ASKED))
    began, first = time.perf_counter(), 0
    for key in some:
        task = Task(title=tasks[key].title[2:], lead=tasks[key].lead)
        keys = index.candidates(task)
        best = scorer.best(task, [tasks[k] for k in keys], most=1)
        first += bool(best) and keys[best[0][0]] == key
    each = (time.perf_counter() - began) / len(some) * 1000
    way = "with `semantic`, no vector known before" if extra else "without"
    print(f"{way}: {each:.1f} ms a question, the one meant comes first {first}/{len(some)}")


def main() -> None:
    """Prints one line for each way."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--matters", type=int, default=20_000)
    count = parser.parse_args().matters
    index, tasks = built(count), list(invented(count))
    asked(index, tasks, None)
    extra = meaning.installed()
    if extra is not None:
        asked(index, tasks, extra)


if __name__ == "__main__":
    main()
