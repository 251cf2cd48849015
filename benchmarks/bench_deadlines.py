"""How long the search for deadlines takes, beside only splitting the same text into sentences.

    python benchmarks/bench_deadlines.py [--size MB] [FILE ...]

Without files it reads a made-up mix of a speech, a notice, minutes, replies and a ledger.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from luoshi.lib.deadlines import scan
from luoshi.lib.text import paragraphs, sentences

WRITTEN = date(2026, 3, 10)
MIX = """
同志们，今天我们召开全县重点工作推进会，主要任务是总结经验、分析形势、压实责任，动员全县上下进一步统一思想、振奋精神。
一要提高站位，深刻认识抓落实的重要性。抓而不紧等于不抓，抓而不实等于白抓。各级干部要把心思用在干事上，把功夫下在落实上。
二要突出重点。县发展改革局要牵头梳理今年的重大项目，3月底前把清单报县政府办公室；各乡镇每月25日前报送进展，逾期不报的通报批评。
三要转变作风。要坚持问题导向，少开会、开短会，多到一线去，多听群众的意见，不搞形式主义，不做表面文章，确保各项部署落地见效。
（一）加快安澜水库除险加固。2026年6月底前完成主体工程，12月底前完成竣工验收。（责任单位：县水利局、安澜镇人民政府）
（二）推进老旧小区改造。年内开工12个小区，惠及居民3400户，总投资1.2亿元，资金来源为上级补助和县级配套。（责任单位：县住房城乡建设局）
会议听取了县教育局关于义务教育优质均衡发展情况的汇报，原则同意所提意见，请县教育局根据会议讨论情况修改完善后按程序报批。
会议强调，要切实加强组织领导，明确责任分工，强化协同配合，形成工作合力，推动各项工作取得实实在在的成效。
您好！您反映的滨河路路灯不亮的问题收悉。经核实，该路段线路老化，我局已安排施工单位进场维修，预计4月15日前恢复照明。感谢您对我们工作的支持。
1\t推进县人民医院迁建\t县卫生健康局\t县财政局、县自然资源局\t2026年10月底前\t完成主体封顶
2\t整治农村生活污水\t县生态环境局\t各乡镇人民政府\t长期坚持\t新增治理行政村15个，治理率达到52%
我县地处山区，人口二十八万，辖十二个乡镇一百六十三个行政村，耕地面积四十二万亩，森林覆盖率百分之六十一点五，是传统的农业大县。
对工作不力、进展缓慢的单位，由县政府督查室进行提醒；连续两次排名末位的，由分管副县长约谈主要负责人。
"""


def seconds(read: Callable[[], object]) -> float:
    """Processor time of the quickest of three runs."""
    times = []
    for _ in range(3):
        started = time.process_time()
        read()
        times.append(time.process_time() - started)
    return min(times)


def split(text: str) -> list[object]:
    """The yardstick: the text cut into sentences, nothing else."""
    return [
        span for line in paragraphs(text) for span in sentences(text, line.start, line.end)
    ]  # fmt: skip


def main() -> None:
    """Prints megabytes a second and the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    read = "\n".join(path.read_text(encoding="utf-8") for path in options.files) or MIX
    text = read * max(1, round(options.size * 1e6 / len(read.encode())))
    size = len(text.encode()) / 1e6
    cut = seconds(lambda: split(text))
    searched = seconds(lambda: scan(text, anchor=WRITTEN))
    found = len(scan(text, anchor=WRITTEN))
    print(f"{size:.1f} MB of UTF-8, {found} deadlines")
    print(f"sentences {size / cut:6.1f} MB/s")
    print(f"deadlines {size / searched:6.1f} MB/s, {searched / cut:.1f} times the sentences")


if __name__ == "__main__":
    main()
