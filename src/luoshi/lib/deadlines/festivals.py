"""Limits told by a festival or a season: 春节前, 国庆前, 汛期前, 两会前.

Festivals come from the calendar. 汛期, 两会 and the like have no fixed day: the office's own
`events` table settles them, otherwise they stay open and a person fills them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from re import Match

from luoshi.lib import lunar
from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.passage import Setting
from luoshi.lib.deadlines.point import Point, PointRule, read_year

# Word → (stable English name, month and day; None: by the lunar calendar under the same word).
_FESTIVALS: Mapping[str, tuple[str, tuple[int, int] | None]] = {
    "元旦": ("new_year", (1, 1)), "春节": ("spring_festival", None), "除夕": ("lunar_eve", None),
    "元宵": ("lantern_festival", None), "清明": ("tomb_sweeping", None),
    "五一": ("labour_day", (5, 1)), "劳动节": ("labour_day", (5, 1)), "端午": ("dragon_boat", None),
    "七一": ("party_day", (7, 1)), "八一": ("army_day", (8, 1)), "中秋": ("mid_autumn", None),
    "国庆": ("national_day", (10, 1)), "十一": ("national_day", (10, 1)),
    "重阳": ("double_ninth", None), "教师节": ("teachers_day", (9, 10)),
    "六一": ("childrens_day", (6, 1)), "三八": ("womens_day", (3, 8)),
}  # fmt: skip
_SEASONS: Mapping[str, str] = {
    "主汛期": "flood_season", "汛期": "flood_season", "入汛": "flood_season", "两会": "two_sessions",
    "春耕": "spring_ploughing", "秋收": "autumn_harvest", "三夏": "summer_harvest",
    "供暖季": "heating_season", "采暖季": "heating_season", "供暖期": "heating_season",
    "采暖期": "heating_season", "供暖": "heating_season", "雨季": "rainy_season",
    "暑期": "summer_holiday", "暑假": "summer_holiday", "寒假": "winter_holiday",
    "开学": "term_start", "高考": "college_entrance_exam", "中考": "senior_school_exam",
    "整改到位": "rectified", "整改完成": "rectified", "整改销号": "rectified",
    "会议召开": "meeting", "开会": "meeting", "上会": "meeting", "开工": "start_of_work",
    "验收": "acceptance", "竣工": "completion", "投产": "production", "开业": "opening",
    "施工": "construction", "投入使用": "use", "通车": "opening_to_traffic",
    "换届": "term_change",
}  # fmt: skip


def _festival(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """The day before the festival: 春节前 ends on 除夕, 国庆前 on 30 September."""
    word = found["name"]
    token = f"EVENT:before_{_FESTIVALS[word][0]}"
    eve = _eve(word, found["y"], setting, prior)
    known = f"{word}前即{eve.isoformat()}" if eve else f"不知是哪一年的{word}，请补上"
    return Point(
        found.start(), found.end(), "day", None, eve, kind="event", token=token, edge="前",
        explicit=True, note=known,
    )  # fmt: skip


def _eve(word: str, year_word: str | None, setting: Setting, prior: Point | None) -> date | None:
    if year_word:
        year = read_year(year_word, setting, prior).value
        day = None if year is None else _feast(word, year)
    elif setting.anchor is not None:
        coming = (_feast(word, setting.anchor.year + more) for more in (0, 1))
        day = next((feast for feast in coming if feast and feast > setting.anchor), None)
    else:
        day = _feast(word, setting.year) if setting.year is not None else None
    return None if day is None else day - timedelta(days=1)


def _feast(word: str, year: int) -> date | None:
    fixed = _FESTIVALS[word][1]
    return lunar.festival(word, year) if fixed is None else date(year, *fixed)


def _season(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    word = found["name"]
    day = setting.events.get(word)
    due = None if day is None else day - timedelta(days=1)
    return Point(
        found.start(), found.end(), "day", None, due, kind="event", edge="前", explicit=True,
        token=f"EVENT:before_{_SEASONS[word]}",
        note=f"“{word}”按本单位的日期读" if due else f"“{word}”的日期要由人填写",
    )  # fmt: skip


def _starts(table: Mapping[str, object]) -> str:
    """The first two characters of each word, with and without the quotation mark before it."""
    plain = {word[:2] for word in table if word[0] not in f.CLOCK_SIGNS}
    counted = {f"#{word[1]}" for word in table if word[0] in f.CLOCK_SIGNS} - {"#一", "#八"}
    return " ".join(
        sorted({f"{mark}{word[0]}" for word in table for mark in '“"'} | plain | counted)
    )


def _names(table: Mapping[str, object]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_LIMIT = r"(?:来临|到来|开始)?(?=(?:之前|以前|前(?![后期述几列来往沿])))"
RULES: tuple[PointRule, ...] = (
    PointRule.of(
        "event.festival",
        _festival,
        rf"{f.START}(?:(?P<y>{f.YEAR}))?[“\"]?(?P<name>{_names(_FESTIVALS)})[”\"]?节?",
        rf"(?:假期)?{_LIMIT}",
        starts=f'{f.YEAR_STARTS} {_starts(_FESTIVALS)} #前 #节 #” #" #假 #来 #到 #开 #之 #以',
    ),
    PointRule.of(
        "event.season",
        _season,
        rf"(?:{f.START}|(?![两三]))(?P<name>{_names(_SEASONS)}){_LIMIT}",
        starts=_starts(_SEASONS),
    ),
)
