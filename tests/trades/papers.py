"""Short ways to tell the story of a paper: what comes in, what goes out, and what is refused."""

from __future__ import annotations

from typing import Any

from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County

GATES = dict.fromkeys(
    ("gate_rules", "gate_policy", "gate_content", "gate_words", "gate_format"), True
)
COMES = {
    "title": "关于做好今冬明春农田水利工作的通知",
    "from_organ": "澜州市人民政府",
    "from_number": "澜政发〔2026〕31号",
    "medium": "net",
    "urgency": "normal",
    "sent_as": "main",
    "doc_kind": "notice",
    "received_at": "2026-11-16T08:40",
    "lead": "water",
}
GOES = {
    "title": "安澜县人民政府关于冬季水利工程建设的通知",
    "what": "各乡镇人民政府：现就冬季水利工程建设有关事项通知如下。",
    "leader": "leader",
    "doc_kind": "notice",
    "issued_as": "government",
    "direction": "down",
    "main_to": "各乡镇人民政府",
    "urgency": "normal",
    "agreement": "agreed",
}
PASSES = {"passes": "handle", "ours": True, "by_rules": True, "well_formed": True}


def due(matter: Matter) -> str:
    """The day it is due."""
    return "" if matter.due_at is None else f"{local_date(matter.due_at)}"


def opened(county: County, type_key: str, by: str = "clerk", **typed: Any) -> Matter:
    """A matter of that type, opened by that person now."""
    return engine.open_matter(type_key, county[by], county.now, **typed)


def incoming(county: County, **typed: Any) -> Matter:
    """A paper signed for, entered and found in order."""
    matter = opened(county, "incoming_document", **{**COMES, **typed})
    county.act(matter, "enter", "clerk")
    county.act(matter, "first_review", "clerk", **PASSES)
    return matter


def drafted(county: County, **typed: Any) -> Matter:
    """A draft on the desk of the clerk who writes it."""
    return opened(county, "outgoing_document", **{**GOES, **typed})


def reviewed(county: County, **typed: Any) -> Matter:
    """A draft that has passed chief, proofreader and deputy director."""
    matter = drafted(county, **typed)
    county.act(matter, "send_for_review", "clerk")
    for verb, who in (("chief_review", "chief"), ("proofread", "proofreader"),
                      ("deputy_review", "deputy")):  # fmt: skip
        county.act(matter, verb, who, **GATES)
    return matter


def signed(county: County, by: str = "leader", **typed: Any) -> Matter:
    """A draft that has been signed."""
    matter = reviewed(county, **typed)
    county.act(matter, "sign_off", by)
    return matter
