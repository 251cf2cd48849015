"""Every counter there is: key, label, formula, source row, target, direction, and its query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from luoshi.instruments.counters.frame import Frame, Hit
from luoshi.instruments.counters.queries import leaders, office, units
from luoshi.instruments.counters.verbs import (
    BACKDATED_DAYS,
    BACKLOG_DAYS,
    COLD_DAYS,
    OFFICE_DAYS,
    OFTEN,
)
from luoshi.lib.errors import NotFound

Query = Callable[[Frame], Iterable[Hit] | None]


@dataclass(frozen=True, slots=True)
class Counter:
    """One counter. `by` is whose rows it has (unit, section or leader), `unit_of` what its values
    are (件, or working hours and days for speeds). A query that gives None cannot count here."""

    key: str
    label: str
    group: str
    formula: str
    source: str
    target: str
    query: Query
    direction: str = "越少越好"
    by: str = "unit"
    unit_of: str = "件"
    of: Callable[[Frame], int] | None = None
    in_kinds: bool = False  # its cases come in a few kinds: stages, colours

    @property
    def is_speed(self) -> bool:
        """Whether it says how long instead of how many."""
        return self.unit_of != "件"


_UNITS, _OFFICE, _LEADERS = "单位办理", "五个不让与三零", "领导与决策"
_HOURS = "工作小时（8:30–12:00、14:00–17:30，按工作日历）"

COUNTERS = (
    Counter(
        "started_urged", "催了再办", _UNITS,
        "牵头单位第一次反馈落在期内、且此前已被催办过的事项数；分母是期内第一次反馈的全部事项。",
        "S95 领导说了再干，催了再办", "0", units.started_urged, of=units.first_reports,
    ),
    Counter(
        "led_urges", "领导亲自催", _UNITS,
        "期内由主要领导或分管领导本人做的催办次数。",
        "S38 绝不能让领导催我们", "0", units.led_urges,
    ),
    Counter(
        "first_act", "第一时间落实", _UNITS,
        f"从交到牵头单位到它签收的{_HOURS}；签收落在期内的，取中位数与八成以内。",
        "S89 第一时间落实", "当日", units.first_act, unit_of="工作小时", direction="越短越好",
    ),
    Counter(
        "first_feedback", "第一时间反馈", _UNITS,
        f"从交到牵头单位到它第一次报进展或办结的{_HOURS}；反馈落在期内的，取中位数与八成以内。",
        "S89 第一时间反馈", "三个工作日", units.first_feedback, unit_of="工作小时", direction="越短越好",
    ),
    Counter(
        "carried_over", "当日事未毕", _UNITS,
        "期内交办、时限就是交办当日、到当日终了仍未办结的事项数；以交办时的时限为准，以后延期不算。",
        "S90 做到当日事当日毕", "0", units.carried_over,
    ),
    Counter(
        "difficulty_late", "有困难不汇报", _UNITS,
        "期内第一次说到困难、而当时时限已过的事项数。",
        "S37 你有困难不汇报", "0", units.difficulty_late,
    ),
    Counter(
        "asked_late", "到期后才申请延期", _UNITS,
        "期内提出延期时，当时的时限已过的申请数。",
        "S80 如果完不成，要提前向我报告", "0", units.asked_late,
    ),
    Counter(
        "returned", "被退回", _UNITS,
        "期内核查时退回的次数，一件退回几次算几次。",
        "S52 退回须支招；S94", "0", units.returned,
    ),
    Counter(
        "slips", "督查单", _UNITS,
        "期内由时钟发出的督查单数，分蓝、橙、红三级。",
        "S2、S88；C1 三明督查单", "0", units.slips, in_kinds=True,
    ),
    Counter(
        "backlog", "在办积存", _UNITS,
        "期末（本期未完的到此刻）还在办的事项数，分阶段；天数是停在当前阶段的工作日。",
        "S2 全过程跟踪督查", "", units.backlog, in_kinds=True,
    ),
    Counter(
        "orphans", "没有回音", _UNITS,
        "期内了结（销号、作废或停止）而了结时没有写答复、理由，过程中也没有答复的事项数。",
        "S82 事事有着落，件件有回音", "0", units.orphans,
    ),
    Counter(
        "office_delay", "不让延误", _OFFICE,
        f"期内交办的领导交办事项中，从登记到交办超过 {OFFICE_DAYS} 个工作日的件数，按经办人所在科室。",
        "S98 不让领导安排的工作在办公室延误；S94 零延误", "0", office.office_delay, by="section",
    ),
    Counter(
        "office_backlog", "不让积压", _OFFICE,
        f"期末停在政府办手里（待立项、待交办、待核查、待销号等）超过 {BACKLOG_DAYS} 个工作日的件数，"
        "按登记人所在科室。",
        "S98 五个不让：积压", "0", office.office_backlog, by="section",
    ),
    Counter(
        "office_errors", "不让差错", _OFFICE,
        "期内改派、重新办理、交办之后又作废的次数，按经办人所在科室。",
        "S98 五个不让：差错；S94 零错误", "0", office.office_errors, by="section",
    ),
    Counter(
        "cold_reception", "不让冷落", _OFFICE,
        f"单位提出的延期申请、异议，超过 {COLD_DAYS} 个工作日才答复或至今没有答复的件数，按等待的单位。",
        "S98 五个不让：冷落", "0", office.cold_reception,
    ),
    Counter(
        "image_damage", "不让形象受损", _OFFICE,
        "期内升到红色督查单、须告知主要领导的次数。",
        "S98 五个不让：形象", "0", units.image_damage,
    ),
    Counter(
        "office_slips", "零失误", _OFFICE,
        f"期内由政府办或领导做的动作中，发生之后超过 {BACKDATED_DAYS} 个工作日才补录的次数，按经办人所在科室。",
        "S94 零错误、零延误、零失误", "0", office.office_slips, by="section",
    ),
    Counter(
        "leader_answers", "领导答复用时", _LEADERS,
        f"从请示汇报提交到领导第一次答复的{_HOURS}；答复落在期内的，取中位数与八成以内，按答复的领导。",
        "S33 双向要求；S36 事不过夜", "一个工作日", leaders.leader_answers, by="leader",
        unit_of="工作小时", direction="越短越好",
    ),
    Counter(
        "undecided", "议而不决", _LEADERS,
        f"最后一次决定之后又议了 {OFTEN} 次及以上、仍没有决定的事项数；最后一次研究落在期内。",
        "S50 议而不决", "0", leaders.undecided,
    ),
    Counter(
        "unread_by_leader", "领导未阅", _LEADERS,
        "期内发给领导、超过规定的工作小时（LUOSHI_NOTICE_UNREAD_HOURS）才看或者还没有看的提醒数。",
        "S91 分管领导没有及时看到的工作", "0", leaders.unread_by_leader, by="leader",
    ),
)  # fmt: skip


def counter(key: str) -> Counter:
    """The counter of that key; otherwise `NotFound`."""
    found = next((one for one in COUNTERS if one.key == key), None)
    if found is None:
        raise NotFound("没有这个计数器。")
    return found
