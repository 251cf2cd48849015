"""Which sentences of running text are candidates, and the cue classes the model judges them by."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute import genres, outlook, parties, structure, units
from luoshi.instruments.intake.compute.cues import WANT, cues
from luoshi.instruments.intake.compute.remarks import FIRST_LEADS
from luoshi.instruments.intake.compute.structure import Line, Sentence
from luoshi.instruments.intake.compute.units import Actors
from luoshi.lib.text import Span

_COLLECTIVE = re.compile(r"^(?:各|大家|全|每|所有|全体|有关|相关|我|本)")
_DIRECTIVE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:要|必须|应|不得|严禁)|(?:建立|制定|开展|加强|加快|加大|推进|推动|完善|健全|实施|组织|落实"
    r"|强化|抓好|做好|明确|规范|严格|成立|设立|安排|发行|清理|畅通|扩大|支持|鼓励|深化|优化|提高|提升|促进|坚持|研究|探索|继续|对|将|把|按"
    r"|通过|全面|统筹|积极|及时|定期|凡|在))"
)
_REPORTED = re.compile(
    r"^(?:会议(?:认为|指出|听取|通过|还|强调指出)|新华社|据|近年来|目前|当前|去年|今天|刚才|事故|为(?:了|深入|贯彻|进一步|切实|全面|规范"
    r"|加强|推进)[^。]*(?:如下|制定|提出|通知))"
)
_SENDING = re.compile(r"现(?:将|就)[^。]*(?:印发|通知|如下|予以|纪要)|制定本|如下[：:]?$")
_CREED = re.compile(
    r"指导思想|总体要求|基本原则|重要意义|重大意义|总体思路|发展目标|取得[^，]*成效|工作回顾|存在[^，]*问题|形势"
)
# What `_OF_ITSELF` cannot do without; to look for it is quicker than to try.
_OWN_TERMS = re.compile("[本此阶]|有效期|负责解")
_GOALS = re.compile(r"目标(?!责任|考核|任务分解)")
# What a paper says of itself: when it takes effect, who explains it, who stands first in a list.
_OF_ITSELF = re.compile(
    r"(?:本|此)[^，。]{0,10}(?:自|从)[^，。]{2,20}(?:施行|实施|执行|生效)|[^，。]{0,12}由[^，。]{2,20}负责解释"
    r"|[^，。]{0,10}有效期[^，。]{0,4}(?:至|到|年)|[^，。]{2,10}阶段[为是：:]"
    r"|本(?:行动|方案|意见|办法|计划|细则|通知|规划|清单)(?:纳入|所称|适用|未尽|中所?指)"
)
_HOPES = re.compile(r"^(?:[^，。]{1,40}，)?(?:同时，?)?希望(?!大家|各)")
_NOTED = re.compile(r"纪要如下")
_RULED = re.compile(r"会议(?:确定|决定|要求|议定|明确|同意|部署|强调|提出|研究决定|原则同意)")
_HEARD = re.compile(r"会议(?:认为|指出|听取|通过|研究了|传达|还研究)")
_TARGET_YEAR = re.compile(r"到\d{4}年|力争|目标")

# Sentences that only tell, explain or ask, whatever they speak of.
_ASKS = re.compile(r"[？?][”’」]?$")
_EXPLAINS = re.compile(
    r"^.{0,3}(?:实际上|其实|所谓|说白了|为什么|因为|之所以|这(?:说明|就是|也是|是|个道理)|道理|换句话说|大家(?:看看|知道|想)|如果说)"
)
_TELLS = re.compile(
    r"^(?:同时，|另外，)?(?:去年|前年|上个?月|上周|最近|前一段|前几[天年次]|前不久|昨天|刚才|那时|当时|有一[次天年]|我?记得|这些年|这几年"
    r"|多年来|近年来|过去|以前|据(?:统计|了解))"
)
_DEMANDS = re.compile(
    rf"{WANT}|必须|务必|不得|不[准要许能]|严禁|一律|应[当该]|今后|以后|下一?步|[周月年日底]前"
)
# What calls for an act even without 要: an agent, a moment to come, a measure.
_CALLS = re.compile(
    rf"{_DEMANDS.pattern}|不可|禁止|应(?!急|用|对|收|聘|诉)|请(?!示|求|假|销)|由[^，。]{{2,14}}(?:负责|牵头)|希望|务求|争|力|确保"
    r"|严格|坚决|会后|明天|下周|把|每|[^，。]天(?:内|之内)"
)
_ORDERS = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[，、]|同时，|另外，|特别是|再次?，)?"
    r"(?:认真|切实|加强|加快|加大|抓|做|建立|完善|健全|严|进一步|及时|主动|积极|坚持|落实|强化|推进|开展|让|以|对|按|多|少|先|凡)"
)
# How things are, not how they are to be: a judgement, a shortcoming, an explanation, an account.
_STATES = re.compile(
    r"不(?:够|足|强|透|到位|平衡|适应|深|实)(?:等等|的问题)?[^，。；]{0,4}[。；！]?$"
    r"|(?:十分|非常|高度|很|相当|特别|比较|最|更)(?:关心|满意|不错|好|辛苦|难|不容易|重要|大|多|重|高|强|快|复杂|严峻)"
    r"|离不开|难以|才有可能|才(?:能|会)[^，。]*[。！]$|说明|意味着|可想而知"
    r"|是[^，。]{1,30}(?:职能|体现|内容|基础|前提|关键|保证|保障|手段|根本|核心|重点|问题|现实|原因|道理|方法|现象|责任|任务"
    r"|实际情况|事)(?:之一|所在)?[，。；！]"
    r"|^(?:[^，。]{0,4}，)?(?:现在|目前|当前)[^，。]{0,4}(?:很多|有些|不少|有的|个别|我们)"
    r"|^(?:今天|这次|刚才)[^。]{0,12}(?:召开|机会|听了)|大部分|绝大多数|普遍"
    r"|不再(?:多说|赘述|一一|展开|重复)|(?:提出|作出|做出|进行|做|作|取得|得到|完成|起到)了"
    r"|^(?:[^，。]{0,4}，)?(?:只有|如果|因为|为什么|有的|有些)|还(?:有|没有|存在)|存在[^，。]{0,10}(?:问题|现象|差距)"
)
_HEADING_LIKE = re.compile(r"[^，。、；：]{2,10}[。；]?")

_LEAD_IN = re.compile(
    r"(?:为[^。]{2,60}，)?会议(?:还)?(?:确定|决定|要求|明确|议定|研究决定|强调)(?:了[^，。：]{0,30})?[，：](?=.{8})"
)
_DIGIT = re.compile(r"\d")
_IN_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_FORMS = {
    "hopes": _HOPES,
    "sending": _SENDING,
    "directive": _DIRECTIVE,
    "opens_with_ban": re.compile(r"^(?:任何[^，。]{2,10}?)?(?:严禁|禁止|不得|不准)"),
    "reported": _REPORTED,
    "target_year": _TARGET_YEAR,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, its actors and its cue classes."""

    sentence: Sentence
    span: Span
    actors: Actors
    seen: frozenset[str]


def candidates(
    text: str, every: list[Line], genre: str, taken: list[tuple[int, int]]
) -> Iterator[Candidate]:
    """Every sentence that could be one, in order; headings, preambles and `taken` spans are not."""
    floor = _floor(text, every, genre)
    at = 0
    place = _Place(text, every)
    told = genre in (genres.SPEECH, genres.REPORT)  # papers that tell of the year before they ask
    back = outlook.looking_back(text, every) if told else [False] * len(every)
    for sentence in structure.prose(text, every):
        place.reach(sentence)
        if sentence.heading or sentence.start < floor or back[sentence.line]:
            continue
        while at < len(taken) and taken[at][1] <= sentence.start:
            at += 1
        if at < len(taken) and taken[at][0] < sentence.end:
            continue
        span = structure.bare(text, Span(sentence.start, sentence.end))
        words = span.of(text)
        if len(words) < 5 or words[-1] in "：:" or _only_tells(words, sentence, told=told):
            continue
        parts = (parties.spoken_parts if genre == genres.SPEECH else parties.parts)(text, span)
        if len(parts) == 1:
            yield _candidate(text, sentence, span, words, place)
            continue
        for order, part in enumerate(parts):
            own = replace(
                sentence,
                start=part.start if order else sentence.start,
                end=min(sentence.end, part.end) if part.end < span.end else sentence.end,
                first=sentence.first and not order,
                number="" if order else sentence.number,
            )
            yield _candidate(text, own, part, part.of(text), place)


def _only_tells(words: str, sentence: Sentence, *, told: bool) -> bool:
    """Whether the sentence is a question or, in papers that tell a lot, an account, an explanation
    or a bare heading (第四，健全体制机制。)."""
    if _ASKS.search(words) or (_OWN_TERMS.search(words) and _OF_ITSELF.match(words)):
        return True
    if ("牵头" in words or "主办" in words) and FIRST_LEADS.search(words):
        return True
    if not told:
        return False
    if sentence.number and _HEADING_LIKE.fullmatch(words) and not _DIGIT.search(words):
        return True
    if _EXPLAINS.match(words):
        return True
    if _TELLS.match(words) and not _DEMANDS.search(words):
        return True
    return (
        _STATES.search(words) is not None and not _CALLS.search(words) and not _ORDERS.match(words)
    )


class _Place:
    """Where in the paper a sentence stands: under a creed, after a ruling, in a line of goals."""

    def __init__(self, text: str, every: list[Line]) -> None:
        self._text, self._every = text, every
        self._line, self._heading, self._ruling = -1, "", ""
        self._goals = False

    def reach(self, sentence: Sentence) -> None:
        """Moves to `sentence`."""
        words = self._text[sentence.start : sentence.end]
        if sentence.heading and not (
            sentence.number and len(sentence.number) > 1 and sentence.number[1] in "是要则"
        ):
            self._heading = words
        if sentence.line != self._line:
            self._line = sentence.line
            self._goals = bool(
                _TARGET_YEAR.search(self._text, sentence.start, self._every[sentence.line].end)
            )
        if "会议" in words:
            marks = [
                *((m.start(), "ruled") for m in _RULED.finditer(words)),
                *((m.start(), "heard") for m in _HEARD.finditer(words)),
            ]
            self._ruling = max(marks)[1] if marks else self._ruling

    def marks(self, words: str) -> set[str]:
        """The cue classes of the place."""
        found = {self._ruling} if self._ruling else set()
        if _CREED.search(self._heading):
            found.add("creed")
        if _GOALS.search(self._heading):
            found.add("goal_part")
        if self._goals and _DIGIT.search(words):
            found.add("goal_line")
        return found


def _candidate(text: str, sentence: Sentence, span: Span, words: str, place: _Place) -> Candidate:
    found = units.actors(text, span.start, span.end)
    seen = set(cues(_core(words))) | place.marks(words)
    seen.update(name for name, rule in _FORMS.items() if rule.search(words))
    seen |= acting(found, span.start)
    if sentence.first:
        seen.add("opens_line")
    if sentence.number:
        seen.add("numbered")
    return Candidate(sentence, Span(sentence.start, sentence.end), found, frozenset(seen))


def acting(found: Actors, start: int) -> set[str]:
    """The classes that say who acts in the sentence that begins at `start`."""
    if not found.named:
        return set()
    seen = {"actor", "actor_" + (found.how or "subject")}
    if not _COLLECTIVE.match(found.named[0].text):
        seen.add("actor_named")
    if found.named[0].start <= start + 1:
        seen.add("actor_first")
    return seen


def _core(words: str) -> str:
    """What the sentence itself says: without 会议确定， before it and without what stands in titles."""
    lead_in = _LEAD_IN.match(words) if "会议" in words else None
    return _IN_TITLE.sub("《》", words[lead_in.end() :] if lead_in else words)


def _floor(text: str, every: list[Line], genre: str) -> int:
    """Where the part that can oblige begins: after the preamble that ends with 如下：."""
    if genre not in (genres.PLAIN, genres.MINUTES):
        return 0
    noted = [line.end for line in every if _NOTED.search(text, line.start, line.end)]
    if noted and genre == genres.MINUTES:
        return noted[0]
    opened = [
        line.end
        for line, following in itertools.pairwise(every)
        if line.role == "opening" and following.number
    ]
    if opened and genre == genres.PLAIN:
        return opened[0]
    return next((line.start for line in every if line.role == "addressee"), 0)
