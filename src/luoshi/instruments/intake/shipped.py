"""Three fictional papers of 安澜县 to try the intake with; shipped, never stored until chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FOLDER = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """One paper: the name of its file, its title and day, and the type its matters will have."""

    key: str
    title: str
    dated: date
    type_key: str

    @property
    def text(self) -> str:
        """The whole paper."""
        return (_FOLDER / f"{self.key}.txt").read_text("utf-8")


SAMPLES = (
    Sample("speech", "在全县冬季重点工作部署会议上的讲话", date(2026, 11, 20), "leader_directive"),
    Sample("minutes", "县政府第22次常务会议纪要", date(2026, 11, 16), "meeting_resolution"),
    Sample("assignment", "岁末年初重点任务分工的通知", date(2026, 11, 18), "key_work"),
)
