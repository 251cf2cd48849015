"""The words around a date that tell whether something is due there: data for `frames`.

Each pattern is tried at one place only (just before or just after the date), never searched
through the text, and reads at most a few characters.
"""

from __future__ import annotations

import re

_BEFORE_WORD = (
    r"(?:之前|以前|前夕|前(?![后期述列景往沿来置几瞻提]|[一二三四两][个季]|[0-9三五十]+[名位强]))"
)
_WITHIN_WORD = r"(?:之内|以内|期内|内(?![部容外涵设需陆蒙控审科]))"

# 前, 内, 止: a limit. A bracket with the weekday and 下班 may stand between.
LIMIT = re.compile(
    r"(?:[（(][^（()）\n]{0,16}[)）])?[”\"]?(?:的?(?:[上下]午)?(?:下班|中午|晚上|期间|[上下]午)?(?=前|之前))?"
    rf"(?:{_BEFORE_WORD}|{_WITHIN_WORD}|为?止|截[止至]|底前)"
)
# 6月底、12月底前: one 前 for several dates.
LISTED_LIMIT = re.compile(
    r"(?:[、和及][0-9一二三四五六七八九十年月日号季度底末上中下旬 ]{2,12}){1,4}(?:之前|以前|前(?!后))"
)
# 起: a period opens …
OPENING = re.compile(r"(?:起(?![草诉步来点到义])|开始|始(?!终))")
# … but 起施行 is the day a paper takes effect, nobody's task.
TAKES_EFFECT = re.compile(
    r"(?:正式)?(?:施行|实施(?=[。；]|$)|执行|生效|停止(?=[。；执实施]|$)|废止|失效)"
)
# 以来, 之后, 发生: not a limit.
GONE_BY = re.compile(
    r"以来|来[,，]|[之以]后|后(?![续期勤备]?[,，]?[要将])|时[,，]|的?同期|发生|期间[,，]?已"
)
TO_WORD = re.compile(r"(?:截至|截止到?|直到|到|至)$")
AS_OF_WORD = re.compile(r"(?:截至|截止到?)$")
FROM_WORD = re.compile(r"(?:从|自|于|由)$")
# 有效期至…: how long a thing is good for.
VALID = re.compile(r"(?:有效期?|聘期|任期|保质期|质保期|租期)(?:限|为)?(?:至|到)$")
# 截至4月底，已…: a state of affairs.
TOLD_SO_FAR = re.compile(r"[,，]?[^。；;]{0,10}?(?:已|累计|共|全[市县省区]|仍|尚)")

_DEMAND = r"要(?![求点素闻件领员])"
# Before the date: somebody intends or is told to.
LOOKS_FORWARD = re.compile(
    r"(?:将|拟|计划|预计|预期|力争|争取|确保|应当?|须|必须|务必|原则上|定于|定在|安排"
    rf"|(?<![申邀])请(?![示假求])|{_DEMAND}|推迟到|延期至|推迟至|最迟|最晚|不得?[迟晚]于|不得?超过)[^，。；]{{0,6}}$"
)
# Before the date: it is over — 已于2月底前兑付.
DONE_BEFORE = re.compile(r"(?:已经?|业已|均已|曾)(?:于|在)?$")
# After the date: it will not be — 年底不能完工.
FAILS = re.compile(r"[^，。；,;]{0,4}?(?:不能|无法|难以|未能|不会)")
# After 本周, 下周: a thing of that week, not its limit — 本周工作安排.
OF_THE_WEEK = re.compile(r"的|(?:重点)?(?:工作|例会|任务|情况|计划|安排|会议|学习|值班|菜)")
# After the date: the same.
INTENDS = re.compile(
    r"[,，]?[^，。；：,;:]{0,8}?"
    rf"(?:{_DEMAND}|拟|将(?!近)|力争|确保|争取|必须|务必|计划(?!的)|安排(?!的))"
)
# After the date: work is to be done.
DOES = re.compile(
    r"[^，。；、,;:]{0,6}?(?:完成|实现|建成|竣工|开工|启用|投用|达到|形成|出台|印发|上线|启动|组织"
    r"|召开|开展|举办|推进|落实|提交|报送|上报|制定|实施|交付|通车|验收|整改|解决|改造|修复|修订"
    r"|编制|建设|新建|新增|培育|建立|完工|动工|整治|排查|治理|攻坚|做好|抓好"
    r"|复工|复产|封顶|投运|移交|公布|拨付|兑付|发放|办结|销号|清零|配合|引进|参会|报到|报名)"
)
# After a stretch to come and its comma: how the work is set about.
SETS_OUT = re.compile(r"对|由|要|将|按照?|集中|全面|分批|各")
# 7月至9月为整改阶段: a stretch that is named a stage is one; 6月至8月为主汛期 is none.
IS_A_STAGE = re.compile(r"[为是][^，。；,;]{0,10}(?:阶段|时间)")
# 2027年预算: the year belongs to the paper.
PAPER_OF_YEAR = re.compile(r"(?:的|度)?(?:预算|决算|计划|要点|项目库|方案|清单|台账)")
# After the date: it has been done.
HAPPENED = re.compile(
    r"[^，。；,;]{0,10}?(?:已经?|曾|就已|收到|收悉|接到|反映|印发的|下发的|发布的|出台的|召开的"
    r"|签订的|建成的|通过了|进行了|完成了|开展了|召开了)"
)
# 2000年底前建成的小区: the date tells which things are meant.
CLASSIFIES = re.compile(
    r"[^，。；,;]{0,8}?(?:建成|登记|注册|成立|设立|出生|投产|取得|参加|签订|毕业|形成|发生|产生"
    r"|入学|入职|退休|批准|受理|存在|安置|购买|购置|开工|交付|入住)[^，。；,;]{0,6}的"
)
# National goals known by their year.
GOAL_NAMES = ("碳达峰", "碳中和")
# 年底考核, 12月工作要点: the date belongs to a name.
IS_A_NAME = re.compile(
    r"[^，。；、,;:]{0,14}?(?:计划(?!于)|要点|方案|规划|预算|决算|总结|报告|清单|台账|任务|目标"
    r"|指标|预案|年会|工作会|考核|绩效|统计|数据|水平|同期)"
)
# 9月开学前: the month belongs to the event.
AHEAD_OF_EVENT = re.compile(r"[^，。；、,;:0-9]{1,5}(?:之前|前(?![期后列提往来沿]))")
# 届满30日前: days counted, not a day of the month.
COUNTS_DAYS = re.compile(
    r"(?:召开|开标|开会|届满|期满|到期|开始|举行|施行|实施|开工|会议|考试|活动|开幕|发出|超过|满)的?$"
)
# 全年共办理…件: a tally.
TALLIES = re.compile(
    r"(?:共|累计|各类|各项|合计|总计|平均"
    r"|[^，。；,;]{0,10}(?:了|近|余|[0-9]+(?:多)?[件次批项万人]))"
)
# 完成时限：…: the label says that what follows is a limit.
DUE_LABEL = re.compile(
    r"(?:时限|期限|截止(?:时间|日期)?|时间节点|阶段|工期|(?:完成|办结|整改|到期|整治|实施|推进"
    r"|开展|起止|活动|建设|计划)(?:时间|日期|周期))[:】（(为] ?$"
)
MONTH_END = re.compile(r"[之以]?前|必须|务必|要|完成|报|拿|交")
CLOSES = re.compile(r"[。；;）)\]】]|\s*$")
PARTICLE = re.compile(r"[的份以之,，。、）)》]")
HABIT_BEFORE = re.compile(r"(?:坚持|每|定期|固定|执行|实行)[^，。]{0,4}$")
# 明天上报, 后天要…: the day word presses. 今天召开会议 tells; only 今天务必完成 presses.
_HANDS_IN = (
    r"(?:务必|必须|须|完成|办结|上报|报送|报(?=[县市省区乡镇政党给到])|提交|反馈|交(?=[县市省区到给])"
    r"|拿出|送到)"
)
_HALF_DAY = r"(?:[上下]午|晚上|中午)?"
PRESSES_TODAY = re.compile(rf"[,，]?{_HALF_DAY}就?要?{_HANDS_IN}(?!了)")
PRESSES = re.compile(rf"[,，]?{_HALF_DAY}(?:就|要|召开|开始|把|{_HANDS_IN})")
