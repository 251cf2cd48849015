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
    "换届": "term_change", "汛": "flood_season", "入冬": "winter", "入夏": "summer",
    "开春": "spring", "封冻": "frost", "上冻": "frost", "霜冻": "frost", "麦收": "wheat_harvest",
    "麦播": "wheat_sowing", "秋播": "autumn_sowing", "休渔期": "fishing_ban", "防火期": "fire_season",
    "党代会": "party_congress", "人代会": "peoples_congress", "全会": "plenary", "挂网": "tendering",
    "开标": "bid_opening", "交付使用": "handover", "运营": "operation", "入住": "moving_in",
    "霜降": "frost_descent", "立冬": "winter_begins", "谷雨": "grain_rain", "芒种": "grain_in_ear",
}  # fmt: skip


def english(word: str) -> str:
    """The stable name of a festival, for tokens."""
    return _FESTIVALS[word][0]


def coming(word: str, setting: Setting) -> date | None:
    """The next day of the festival after the document's date, or the one in its year."""
    if setting.anchor is None:
        return None if setting.year is None else _feast(word, setting.year)
    days = (_feast(word, setting.anchor.year + more) for more in (0, 1))
    return next((day for day in days if day and day > setting.anchor), None)


def _festival(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """The day before the festival: 春节前 ends on 除夕, 国庆前 on 30 September.

    Of two (中秋、国庆前) the earlier counts.
    """
    both = [name for name in (found["first"], found["name"]) if name]
    eves = [(_eve(name, found["y"], setting, prior), name) for name in both]
    eve, word = min(eves, key=lambda one: one[0] or date.max)
    token = f"EVENT:before_{english(word)}"
    known = f"{word}前即{eve.isoformat()}" if eve else f"不知是哪一年的{word}，请补上"
    return Point(
        found.start(), found.end(), "day", None, eve, kind="event", token=token, edge="前",
        explicit=True, note=known,
    )  # fmt: skip


def _eve(word: str, year_word: str | None, setting: Setting, prior: Point | None) -> date | None:
    if year_word:
        year = read_year(year_word, setting, prior).value
        day = None if year is None else _feast(word, year)
    else:
        day = coming(word, setting)
    return None if day is None else day - timedelta(days=1)


def _feast(word: str, year: int) -> date | None:
    fixed = _FESTIVALS[word][1]
    return lunar.festival(word, year) if fixed is None else date(year, *fixed)


def _season(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """汛期前, 节前: open, unless the office has set the day."""
    word = found["name"]
    day = setting.events.get(word)
    due = None if day is None else day - timedelta(days=1)
    return Point(
        found.start(), found.end(), "day", None, due, kind="event", edge="前", explicit=True,
        token=f"EVENT:before_{_SEASONS[word]}",
        note=f"“{word}”按本单位的日期读" if due else f"“{word}”的日期要由人填写",
    )  # fmt: skip


def _after_festival(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """端午节后: a start; by when, nobody says."""
    word = found["name"]
    day = coming(word, setting)
    said = f"{word}是{day.isoformat()}，" if day else ""
    return Point(
        found.start(), found.end(), "day", kind="event", token=f"EVENT:after_{english(word)}",
        edge="后", explicit=True, note=f"{said}节后，没有写明期限",
    )  # fmt: skip


def _oral(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """年前, 节前, “两节”前: which feast is meant, everybody there knows."""
    word = found["name"].strip('“”"')
    day = setting.events.get(word)
    return Point(
        found.start(), found.end(), "day", None, day - timedelta(days=1) if day else None,
        kind="event", edge="前", explicit=True, token=f"EVENT:before_{_ORAL[word]}",
        note=f"“{word}前”指哪一天，要由人填写",
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


NAMES = "|".join(sorted(_FESTIVALS, key=len, reverse=True))
_LIMIT = r"(?:来临|到来|开始)?(?=(?:之前|以前|前(?![后期述几列来往沿])))"
_ORAL: Mapping[str, str] = {"年": "new_year_or_year_end", "节": "festival", "两节": "two_festivals"}
_NAMED = " ".join(("#、", "#国", "#中", "#节", "#”", '#"', "#假", "#之", _starts(_FESTIVALS)))
RULES: tuple[PointRule, ...] = (
    PointRule.of(
        "event.festival",
        _festival,
        rf"{f.START}(?:(?P<y>{f.YEAR}))?(?:[“\"]?(?P<first>{NAMES})[”\"]?节?[、和]?)?",
        rf"[“\"]?(?P<name>{NAMES})[”\"]?节?(?:两节|双节)?(?:期间|假期)?{_LIMIT}",
        starts=f"{f.YEAR_STARTS} {_NAMED} #前 #来 #到 #开 #以",
    ),
    PointRule.of(
        "event.after_festival",
        _after_festival,
        rf"{f.START}[“\"]?(?P<name>{NAMES})[”\"]?节?(?:假期)?之?后(?!续|期|台)",
        starts=f"{_NAMED} #后",
    ),
    PointRule.of(
        "event.season",
        _season,
        rf"(?:{f.START}|(?![两三]))(?P<name>{_names(_SEASONS)})(?:召开|开幕)?{_LIMIT}",
        starts=_starts(_SEASONS),
    ),
    PointRule.of(
        "event.oral",
        _oral,
        rf"(?:(?<![^，：、\s”」』’）){f.STOP}])|(?<=[要须在于保取必]))",
        r"(?P<name>年|[“\"]?两?节[”\"]?)(?=前(?![后期述列往沿一二三四五六七八九十0-9]))",
        starts='年前 节前 两节 “两 "两 #节',
    ),
)
