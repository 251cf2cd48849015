"""Who is named in a bracket or on a labelled line, in which role, and by when.

One small grammar for （责任单位：…；配合单位：…；完成时限：…）, （X、Y负责）, （X牵头，Y、Z配合）,
（X会同Y负责）, （X，6月底前）: the words are cut at the marks between names, a verb behind a name
gives its role to the names before it, a label gives it to the names after it. What is a date is the
limit; remarks (列第一位者为牵头单位，下同), scopes and clauses about other things are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute.labels import WHO_KINDS, Label, labels
from luoshi.instruments.intake.compute.remarks import FIRST_LEADS, FROM_HERE, REMARK
from luoshi.instruments.intake.compute.structure import NUMBER
from luoshi.lib.text import Span

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_CLAUSE_MARKS = "，,；;。."
_COUNTIES = re.compile(
    r"各(?:有关|相关)?(?:省|市州|设区市|市|县|区|州|乡镇|乡|镇)(?:[（(][^（）()]{1,12}[）)])?"
    r"(?:、(?:县级市|自治区|直辖市|计划单列市|自治州|县|区|市|旗|州|镇(?!人)|街道|乡镇)"
    r"(?:[（(][^（）()]*[）)])?(?=[、，；;,）)]|和|及|人民|政府|党委|街道|办事处|[委各有相经发工管财农民教水按等分共牵负配落具]|$))+"
)
_MARK = re.compile(
    r"[、,，；;。]|(?<!\d)\.(?!\d)|[ \t\u3000\n]+|(?<=[局委办厅署])(?:以及|和|与|及)(?=[^，、]{2})"
    r"|(?<=[部府会院队站司社心镇乡道门位])(?:以及|和|与|及)(?=[各省市县区州国有相其])"
    r"|(?<=[局委办厅署部会队站司社心镇乡道村])[/／](?=[\u4e00-\u9fff])"
)
_MANNER = (
    r"(?:(?:按照?|依照?|根据|依据|结合)?(?:“[^”]{1,12}”(?:的?(?:原则|要求|规定))?)?"
    r"(?:各自|有关|相关)?(?:职责|职能|分工|职权|权限|管辖)+(?:范围)?(?:分工)?(?:内)?"
    r"|分别|共同|具体|统筹|联合|积极|密切|做好|全程|抓好)*"
)
_ETC = r"(?:等(?:[一二三四五六七八九十\d]{0,3}个?)?(?:有关|相关|市直|县直|省直|成员)?(?:部门|单位|地区|地方|方面)*(?:和单位)?)?"
_TAIL = re.compile(
    rf"{_ETC}{_MANNER}(?:(?P<lead>总?牵头(?:负责|落实|组织实施|组织|实施|抓总|推进|办理)?|主办|抓总)"
    r"|(?P<owner>负责(?:落实|组织实施|实施|推进|办理|组织|执行)?|组织实施|组织落实|落实|实施|承办|办理)"
    r"|(?P<co>配合(?:落实|实施|做好)?|参与(?:落实|实施)?|协助|参加|协办|协同(?:配合|推进)?|支持|指导))(?:工作)?$"
)
_ETC_END = re.compile(_ETC + _MANNER + "$")
_DOES = re.compile(
    r"^(?P<name>.{2,24}?)(?P<verb>牵头|主办|负责|承担|承办|做好|提供|落实|组织|指导|配合|协助)[^的]{2,}$"
)
_WITH = re.compile(r"(?:牵头)?(?:会同|联合|商(?!务|会|业|投|贸|联|协|标|城))")
_LEADING = re.compile(
    r"^(?:以下|下列|下述|[此本该]|上述|以上)(?:各?[项条款节章]|部分|方面|任务|工作|事项|措施){0,2}"
    r"(?:均|都|改|具体|统一)*由(?=.{2})"
    r"|^(?:[和及与]|(?:分别|主要|具体|统一)?由(?=.{2})|请|其中|※|★|[*＊])+"
)
UNIT_END = re.compile(
    r"(?:局|委|办|部|厅|院|署|处|科|(?<![控入参持])股|室|所|站|队|会|社|联|中心|中央|公司|集团"
    r"|银行|[支分]行|厂|矿|场|馆|台|园|校|学|站|段|关|镇|乡|街道|社区"
    r"|村|县|市|区|州|省|旗|盟|县区|区县|市州|镇街|地|政府|府|单位|部门|机构|机关|企业|专班|小组|组|团委|联盟|主体"
    r"|运营商|物业|同志|领导|成员|人员|班子|医院|电信|移动|联通|邮政|[）)])$"
)
_COLLECTIVE = re.compile(r"^(?:各|有关|相关|全[县市区]|其他|所有|属地)")
_INFORMAL = re.compile(r"^[\u4e00-\u9fffA-Za-z·]{2,10}$")
_VERBAL = re.compile(
    r"[的了在把被对将是不为]|以[上下]|下同|适用|仅限|排名|牵头|列(?:前|第)|第一|建成|完成|开展|执行"
)
_NOBODY = re.compile(
    r"(?:等|其他|其它|其余)?(?:有关|相关)(?:部门|单位|方面|地区)?(?:和(?:部门|单位))?|等|单位|部门|负责(?:同志|人)"
)
_WHEN = re.compile(
    r"\d\s*[年月日号]|[年月]底|年内|全年|[一二三四1-4]季度|[上下]半年|长期|持续|常年|常态|立即|立行|即知即改|随时"
    r"|(?<![以])前$|[^室科所区国内]内$|适时"
)
_PERIOD_END = 60  # characters of a limit without a label
_ROLE_REMARK = re.compile(
    r"^[（(〔\[【]\s*(?:(?P<lead>总?牵头|主办|主责)|(?P<co>配合|协办|协助|参与)|负责|承办)[^（）()]{0,4}[）)〕\]】]$"
)
_NESTED = re.compile(r"[（(〔\[【][^（）()〔〕\[\]【】]*[）)〕\]】]")
_AND_OTHERS = re.compile(r"等(?:有关|相关)?(?:部门|单位)")
_GAP = re.compile(r"\s*\n\s*(?:[-—－–]?\s*\d{1,3}\s*[-—－–]?\s*\n\s*)?")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as a bracket, a line or a sentence names it, and where it stands."""

    text: str
    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a bracket or a labelled line says: the units, the one that leads, the limit's place.

    `first_leads` when it says so of all brackets from there on; `labelled` when a label names the
    units; `sure` when every name has the form of a unit.
    """

    named: tuple[Named, ...]
    lead: str | None
    due: Span | None
    first_leads: bool
    labelled: bool
    sure: bool


def read(text: str, start: int, end: int, *, first_leads: bool = False) -> Assigned:
    """Reads the words between the brackets, or one or more labelled lines."""
    words = text[start:end]
    told = FIRST_LEADS.search(words) is not None
    found = _Reader(text)
    marks = labels(text, start, end)
    at, kind = start, ""
    for one in [*marks, None]:
        found.stretch(at, _before(text, at, one.start) if one else end, kind)
        if one:
            at, kind = one.end, _kind(one)
            found.strict = "人" in one.words or "领导" in one.words
    named = found.named or found.persons
    who = any(one.kind in WHO_KINDS for one in marks)
    if not who and not found.acts and any(not _sure(name.text) for name in named):
        found.dropped += sum(not _sure(name.text) for name in named)
        named = [name for name in named if _sure(name.text)]
    leading = lead(named, first_leads=first_leads or told)
    return Assigned(
        tuple(named), leading, found.due, told and FROM_HERE.search(words) is not None, who,
        bool(named) and found.dropped == 0 and all(_sure(name.text) for name in named),
    )  # fmt: skip


def in_cell(text: str, cell: Span) -> tuple[Named, ...]:
    """The units in the cell of a table, which is written as the inside of a bracket is."""
    found = _Reader(text)
    marks = labels(text, cell.start, cell.end)
    at, kind = cell.start, "owner"
    for one in [*marks, None]:
        found.stretch(at, one.start if one else cell.end, kind)
        if one:
            at, kind = one.end, _kind(one)
    return tuple(found.named or found.persons)


def _before(text: str, start: int, label: int) -> int:
    """Where the words before a label end: without the number of the label's own line."""
    line = text.rfind("\n", start, label)
    return line if line >= 0 and NUMBER.fullmatch(text, line + 1, label) else label


def read_bracket(text: str, start: int, end: int, *, first_leads: bool = False) -> Assigned:
    """Reads the words between brackets, which a line's or a page's end may have broken."""
    gaps = list(_GAP.finditer(text, start, end))
    if not gaps:
        return read(text, start, end, first_leads=first_leads)
    kept = [at for at in range(start, end) if not any(g.start() <= at < g.end() for g in gaps)]
    said = read("".join(text[at] for at in kept), 0, len(kept), first_leads=first_leads)
    named = tuple(
        replace(one, start=kept[one.start], end=kept[one.end - 1] + 1) for one in said.named
    )
    due = said.due and Span(kept[said.due.start], kept[said.due.end - 1] + 1)
    return replace(said, named=named, due=due)


def _kind(label: Label) -> str:
    """`due`, `other` (also 责任领导, who is no unit), `person` where no unit is said to be meant."""
    if label.kind == "person":
        return "person" if "人" in label.words else "other"
    return "other" if label.kind in ("task", "problem") else label.kind


class _Reader:
    """Gathers names and the limit while the stretches between labels go by."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.named: list[Named] = []
        self.persons: list[Named] = []
        self.due: Span | None = None
        self.acts = False  # a verb (负责, 牵头…) stood behind a name
        self.strict = False  # a label asks for people beside the units
        self.dropped = 0  # pieces that were neither name, date nor remark
        self._opened = 0  # where the stretch begins: a blank before it parts no two names

    def stretch(self, start: int, end: int, kind: str) -> None:
        """Reads the words that one label governs; `kind` is "" where there is none."""
        self._opened = start
        if kind == "due":
            self._limit(start, end)
        elif kind == "person":
            self.persons += [replace(n, role="owner") for n in self._names(start, end, kind)]
        elif kind != "other":
            self.named += self._names(start, end, kind)

    def _limit(self, start: int, end: int) -> None:
        words = self._text[start:end]
        stop = re.search(r"\n|[】\]]|$", words)
        span = Span(start, start + (stop.start() if stop else len(words)))
        while len(span) and self._text[span.end - 1] in "；;，,。 \t\u3000、【":
            span = Span(span.start, span.end - 1)
        if len(span) and self.due is None:
            self.due = span

    def _names(self, start: int, end: int, kind: str) -> list[Named]:
        """The names of the stretch with their roles; a verb closes the group before it."""
        some = _AND_OTHERS.search(self._text, start, end) is not None
        group = _Group({"person": "owner"}.get(kind, kind), loose=some)
        remark = False
        for piece, mark in _pieces(self._text, start, end):
            words = piece.of(self._text)
            remark = remark or REMARK.search(_NESTED.sub("", words)) is not None
            if not remark and not _NOBODY.fullmatch(words) and not self._is_limit(piece, words):
                self._piece(piece, kind, group)
            if mark and mark in _CLAUSE_MARKS:
                group.clause()
                remark = False
        return group.closed()

    def _is_limit(self, piece: Span, words: str) -> bool:
        if not _WHEN.search(words) or (UNIT_END.search(words) and not re.search(r"\d", words)):
            return False
        tail = re.search(
            r"(?<=[局委办部厅院中心镇乡道府司])(?:于|在)?(?:\d{4}年)?\d{1,2}月.*$", words
        )
        if self.due is None and len(words) <= _PERIOD_END:
            self.due = Span(piece.start + (tail.start() if tail else 0), piece.end)
        return tail is None

    def _piece(self, piece: Span, kind: str, group: _Group) -> None:
        """One piece: a name, names around 会同, a name with what it does, or a verb alone."""
        words = piece.of(self._text)
        tail, does = _TAIL.search(words), _DOES.match(words)
        if tail and tail.start() and not UNIT_END.search(words[: tail.start()]) and does:
            tail = None  # 负责技术指导: the first verb is the one
        verb = next((k for k, v in tail.groupdict().items() if v), "") if tail else ""
        stop = tail.start() if tail else len(words)
        joint = _WITH.search(words, 2, stop)
        if joint and UNIT_END.search(words[: joint.start()]):
            self._add(piece.start, piece.start + joint.start(), group, kind)
            group.met()
            self._add(piece.start + joint.end(), piece.start + stop, group, kind)
        elif not tail and does and UNIT_END.search(does["name"]):
            self._add(piece.start, piece.start + does.end("name"), group, kind)
            verb = "lead" if does["verb"] == "牵头" else "task"
        elif "由" in words[2:] and not UNIT_END.search(words.partition("由")[0]):
            self.dropped += 1
        elif stop:
            self._add(piece.start, piece.start + stop, group, kind)
        if verb:
            self.acts = True
            group.acts(verb)

    def _add(self, start: int, end: int, group: _Group, kind: str) -> None:
        name = _name(self._text, start, end)
        if name is None:
            return
        plain = re.sub(r"\s+", "", name.text)
        if _sure(plain) or (kind != "person" and self._may_be_unit(name, plain, group, kind)):
            group.add(name)
        else:
            self.dropped += 1

    def _may_be_unit(self, name: Named, plain: str, group: _Group, kind: str) -> bool:
        """Whether words without the form of a unit (公安, 团县委机关党工) may stand for one here."""
        parted = name.start > self._opened and self._text[name.start - 1] in " \t\u3000"
        if len(plain) <= 3 and (self.strict or parted):
            return False
        if _VERBAL.search(_NESTED.sub("", plain)):
            return False
        return kind != "" or (_INFORMAL.match(plain) is not None and group.known())


class _Group:
    """The names since the last verb, each with the clause it stands in, and who meets whom."""

    def __init__(self, label: str, *, loose: bool) -> None:
        self._label, self._loose = label, loose
        self._done: list[Named] = []
        self._open: list[tuple[Named, int, bool]] = []
        self._clause = 0
        self._met = False

    def known(self) -> bool:
        return bool(self._loose or self._done or self._open)

    def clause(self) -> None:
        self._clause += 1

    def met(self) -> None:
        """会同: who stands before it leads, who comes after it helps."""
        self._open = [(replace(n, role="lead"), c, m) for n, c, m in self._open]
        self._met = True

    def add(self, name: Named) -> None:
        self._open.append((name, self._clause, self._met))

    def acts(self, verb: str) -> None:
        """A verb: its role goes to the names since the last one; 配合 only to its own clause when
        nobody was given a role before."""
        begun = any(one.role in ("lead", "owner") for one in self._done)
        for name, clause, met in self._open:
            role = {"task": "co" if begun else "owner"}.get(verb, verb)
            if verb == "co" and not begun and clause != self._clause:
                role = self._label or "owner"
            if verb == "owner" and begun and self._label == "":
                role = "co" if any(one.role == "lead" for one in self._done) else "owner"
            self._done.append(self._settled(name, role, met=met))
        self._open, self._met = [], False

    def closed(self) -> list[Named]:
        """All names; those no verb followed have the label's role, or help where one leads."""
        leads = any(one.role == "lead" for one in self._done)
        for name, _, met in self._open:
            role = self._label or ("co" if leads else "owner")
            self._done.append(self._settled(name, role, met=met))
        self._open = []
        return self._done

    def _settled(self, name: Named, role: str, *, met: bool) -> Named:
        return replace(name, role="co" if met else name.role or role)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """The stretch cut at the marks between names, outside brackets and 各市、县; with the mark."""
    held = [m.span() for m in _COUNTIES.finditer(text, start, end)]
    depth, at, edges = 0, start, []
    marks = list(_MARK.finditer(text, start, end))
    for mark in marks:
        inner = text[at : mark.start()]
        depth += sum(c in _OPEN for c in inner) - sum(c in _CLOSE for c in inner)
        at = mark.start()
        if depth <= 0 and not any(a <= mark.start() < b for a, b in held):
            edges.append(mark)
    at = start
    for edge in [*edges, None]:
        stop = edge.start() if edge else end
        span = _bare(text, at, stop)
        if len(span):
            yield span, edge.group() if edge else ""
        at = edge.end() if edge else end


def _bare(text: str, start: int, end: int) -> Span:
    """The span without what may stand around a name: blanks, 和, 由, marks."""
    while end > start and (
        text[end - 1] in " 。，、；;,\t\u3000\n:：—-" or _unpaired(text, start, end)
    ):
        end -= 1
    while start < end and text[start] in " 。，、；;,\t\u3000\n:：—-】]":
        start += 1
    lead = _LEADING.match(text[start:end])
    return Span(start + (lead.end() if lead else 0), end)


def _unpaired(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return text[end - 1] in _CLOSE and not any(c in _OPEN for c in words)


def _name(text: str, start: int, end: int) -> Named | None:
    """The name of the piece without 等部门 and without a remark in brackets; None for no name."""
    span, role = _bare(text, start, end), ""
    while remark := re.search(r"[（(〔\[【][^（）()〔〕\[\]【】]*[）)〕\]】]$", span.of(text)):
        said = _ROLE_REMARK.match(remark.group())
        if (
            not said
            and remark.group()[0] not in "〔[【"
            and not re.search(r"第一|下同|以[上下]|牵头", remark.group())
        ):
            break
        role = next((k for k, v in said.groupdict().items() if v), "owner") if said else role
        span = _bare(text, span.start, span.start + remark.start())
    words = span.of(text)
    etc = _ETC_END.search(words)
    if etc and etc.start() and etc.group():
        span = Span(span.start, span.start + etc.start())
    words = span.of(text)
    if not 2 <= len(words) <= _LONGEST or _NOBODY.fullmatch(words):
        return None
    return Named(words, span.start, span.end, role)


def _sure(words: str) -> bool:
    """Whether the words have the form of a unit's name."""
    return UNIT_END.search(words) is not None or _COLLECTIVE.match(words) is not None


def lead(named: Sequence[Named], *, first_leads: bool) -> str | None:
    """The lead as stated, the first where the paper says so, or the only one who owns it."""
    leads = [name.text for name in named if name.role == "lead"]
    if leads:
        return leads[0]
    owners = [name.text for name in named if name.role == "owner"]
    return owners[0] if owners and (first_leads or len(owners) == 1) else None
