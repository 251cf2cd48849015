"""Short ways to tell a story of suggestions and petitions to the small county."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from luoshi.lib.clock import CHINA, local_date
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County


def at(day: str, hour: int = 9) -> datetime:
    """That hour of that day, as the office's clock shows it."""
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=CHINA)


def due(matter: Matter) -> str:
    """The day it is due."""
    matter.refresh_from_db()
    return "" if matter.due_at is None else f"{local_date(matter.due_at)}"


def suggested(county: County, type_key: str = "suggestion", **typed: Any) -> Matter:
    """A suggestion handed to the water bureau, with the city bureau helping where asked."""
    said = {
        "title": "关于治理柳溪河支流的建议",
        "lead": "water",
        "session": "县第十八届人大五次会议",
        "body_number": "017",
        "proposer": "代表017号",
        "officer": "clerk",
    }
    matter = engine.open_matter(type_key, county["clerk"], county.now, **(said | typed))
    county.act(matter, "dispatch", "clerk")
    return matter


def contacted(county: County, matter: Matter) -> None:
    """The lead unit has talked to the deputy."""
    county.act(
        matter, "contact_deputy", "water",
        way="in_person", met_who="领衔代表", by_whom="分管副局长", heard_words="要有时间表",
    )  # fmt: skip


def replied(county: County, matter: Matter, grade: str = "a", **typed: Any) -> None:
    """The lead unit has answered."""
    said = {
        "grade": grade,
        "reply_number": "安水函〔2026〕8号",
        "result": "已清淤",
        "evidence": "附件",
    }
    county.act(matter, "complete", "water", **(said | typed))


def petitioned(county: County, **typed: Any) -> Matter:
    """A letter to the petition office, received today."""
    said = {
        "title": "反映柳溪村河堤塌方无人修复", "what": "塌方三处", "lead": "water",
        "channel": "letter", "received_on": f"{local_date(county.now)}", "came_by": "office",
        "persons": "1", "nature": "request", "place": "liuxi", "petitioner": "费仲舟",
    }  # fmt: skip
    return engine.open_matter("petition", county["clerk"], county.now, **(said | typed))


def accepted(county: County, **typed: Any) -> Matter:
    """A petition accepted by the water bureau."""
    matter = petitioned(county, **typed)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water", notice_number="水信受〔2026〕1号")
    return matter


def opinion(county: County, matter: Matter, delivered_on: str) -> None:
    """The written opinion has been delivered on that day."""
    county.act(
        matter, "complete", "water", outcome="explain", opinion_number="水信处〔2026〕1号",
        found="现场勘查", legal_basis="河道管理条例", result="列入明年计划",
        delivered_on=delivered_on, evidence="送达回证",
    )  # fmt: skip
