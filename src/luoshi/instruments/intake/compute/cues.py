"""The cue classes of a sentence: what the model sees. Classes of words, never sentences.

A class is a point of Chinese grammar or of office style (modality, prohibition, rhythm, concrete
or abstract verb, attitude word, narrative past …). `cues` counts nothing twice and reads each
sentence once.
"""

from __future__ import annotations

import re

# 要 as the verb that calls for something, not the one inside 要求, 要素, 重要…
WANT = r"要(?!求|素|闻|点|事|务|害|塞|件)"
# An alternative that begins with a plain character is quick to search for; that is why what stands
# before it is looked at from behind (月(?<=\\d月)) and some alternatives are written out.
CLASSES: dict[str, re.Pattern[str]] = {name: re.compile(rule) for name, rule in {
    "must": r"必须|务必|一定要|不折不扣",
    "should": r"应当|应该|应(?!急|用|对|收|聘|诉)",
    "want": WANT,
    "start_want": r"^(?:[一二三四五六七八九十]要|要|都?要)",
    "need": r"需要?",
    "ban": r"不准|不得|严禁|禁止|不允许|一律|不再|杜绝|不许",
    "dont": r"不要|不能|不可|决不|绝不|切忌|防止|避免",
    "rhythm": r"每(?:[天日周月季年]|个(?:月|季|星期)|星期)|定期|逐[月级项]|例会|随时|经常|常态化|轮流|实时|日常",
    "each": r"每(?:[次位项件级家户名场篇份]|个(?!月|季|星期)|一)",
    "dated":
        r"月(?<=\d月)|日(?<=\d日)|年底|年内|月底|季度|本周|下周|周[一二三四五六日末]|会后|今天|明天|上午|下午|点之前"
        r"|年(?<=\d{4}年)",
    "soft_time": r"尽快|立即|及时|抓紧|马上|限期|第一时间|当日|当天|提前|迅速|即时|近期|适时",
    "figure": r"\d",
    "count": r"[一二两三四五六七八九十百][一二两三四五六七八九十百]*(?:条|篇|次|个工作日|名|份|件|遍|场|本|家|套|批)",
    "percent": r"%|％|百分之|亿元|万元|万亿",
    "assign": r"牵头|负责|会同|配合|协办|主办|对接|扎口|承办|包[保联案]|挂钩|分工",
    "by": r"由(?!于)|请(?!示|求|假)|责成|安排(?:有关|专人)|交由",
    "concrete":
        r"制定|编制|出台|印发|上报|报送|报告|汇报|备案|召开|签订|公布|公示|登记|移交|审批|审核|审查|审计|核查|检查|排查|摸底"
        r"|抽查|通报|督查|督办|清理|关闭|取消|发放|拨付|验收|开工|竣工|办理|办结|回复|反馈|整改|成立|组建|设立|开展|举办|撰写"
        r"|起草|修订|修改|完成|拿出|提交|列入|纳入|建立|建成|发行|招聘|采购|培训|处罚|处置|问责|追究|追责",
    "report_up":
        r"(?:报|汇报|报告|上报|报送|反馈|抄送|备案|提交|交)(?:给|到|至|送)?[^，。]{0,8}(?:政府|办|领导|县长|市长"
        r"|委|组|我|分管|上级)",
    "abstract":
        r"加强|提高|提升|强化|增强|树立|坚持|弘扬|营造|发挥|转变|创新|推进|推动|深化|促进|优化|完善|健全|拓展|改进|夯实|凝聚"
        r"|激发|引导|统筹|保持|聚焦|深入",
    "further": r"进一步|更加|不断|切实|扎实|充分|大力|着力|积极|努力|全力|始终|持续|真正",
    "attitude":
        r"意识|观念|精神|作风|责任感|大局|境界|思想|能力|水平|素质|形象|氛围|态度|信心|担当|格局|情怀|本领|合力|活力|动力|理念"
        r"|热情|干劲|胸怀|品格|使命|初心",
    "thing":
        r"制度|台账|清单|方案|计划|名单|例会|报表|表格|签字|信息|材料|公文|文件|会议|记录|档案|系统|平台|手续|证|经费|资金|车辆|电话"
        r"|议题|批示|请假|值班|考勤|卫生|会签",
    "wish": r"希望|鼓励|争取|力争|勇于|敢于|争当|争做|争创|希|盼|提倡|倡导",
    "first_person": r"我们|咱们|大家(?!要)",
    "speaker": r"我(?!们|办|局|县|市|镇|委|省|区|国|校|院|处|科)",
    "past": r"了(?!解)|曾|去年|已经?(?![^，。；]{0,14}的)|以来|过去|取得|以前|当时|刚才|一年来|近年来",
    "tale": r"^(?:[^，。]{0,6}，)?(?:去年|一年来|过去|近年来|今年以来|全年共|年初|前一段时间|刚才|古人|截至)",
    "whole_year_done":
        r"全年[^，。]{0,4}(?:共|累计)|一年来[^，。]{0,4}(?:共|累计)|今年以来[^，。]{0,4}(?:共|累计)"
        r"|被评为|荣获|荣膺|得到了|取得了",
    "done_words":
        r"得到了|取得|被评为|荣获|圆满|顺利|累计|全年共|一年来|有效地?|维护了|提高了|做到了|使[^，。]{2,12}(?:更加|得到|进一步|迅速)"
        r"|共[^，。]{0,6}\d|率先|成效|实现了|达到\d|先后|开展了|完成了|建立了|加强了|列[^，。]{1,8}(?:第|首)|余[件次人万]|多[件次人万]",
    "example": r"比如|例如|举个例子|譬如|像",
    "asks": r"\?|？|什么|怎么|为什么|如何",
    "because": r"因为|由于|所以|因此|之所以|只有|如果|就是说|实际上|其实|说明|意味着|关键是|目的是",
    "is": r"是(?<=[^但就只]是)(?!否|非)",
    "condition": r"凡|遇到|发现|一旦|涉及|需[^，。]{2,16}的|的(?<=[^，。]{2}的)，",
    "order": r"先[^，。]{1,20}(?:再|后)|经[^，。]{1,12}(?:审核|审批|同意|批准|研究)|按(?:照)?(?:程序|规定|要求|时限)|毕",
    "penalty": r"扣分|扣\d|取消|问责|追究|处分|通报批评|约谈|考核|评优|奖惩|后果",
    "all": r"所有|全部|任何|人人|各自|一把手|逐一|逐个|全体|各项",
    "rank": r"前列|第一|一流|领先|排名|位次|前[三五十]|后三|保三|进位",
    "saying": r"古人|俗话|常说|子曰|“[^”]{6,}”",
    "quote": r"[“”]",
    "four": r"、(?<=[\u4e00-\u9fff]{4}、)[\u4e00-\u9fff]{4}、",
    "ideology": r"思想|指导|精神|以[^，。]{2,30}为|四个|三个代表|高质量|大局|维护|稳定|宗旨|党中央",
    "future":
        r"将(?:于|在|会|继续|及时|尽快|加|对|组|按|积|进|以|督|联|严|安|适|陆)|拟(?!定)|预计|计划(?:于|在|改|今|将)"
        r"|力争|即将|承诺|下一步|下步|今后",
    "optional": r"可(?!能|行|靠|持续|见|谓)|(?:^|[，；])(?:鼓励|支持|允许|引导|探索)",
    "ensure": r"确保|保证|做到|实现|达到",
    "understand": r"充分认识|高度重视|统一思想|提高认识|提高站位|深刻|牢固树立|学习领会|领会|认清|珍惜|站位|清醒",
    "system": r"(?:建立|执行|落实|实行|坚持|完善|健全|遵守|严格|规范)[^，。]{0,12}(?:制度|纪律|程序|规定|机制|责任制|规则|规矩|办法)",
    "strict": r"严格|严肃|从严|坚决|规范",
    "rally":
        r"同志们|[拿鼓振打][出足起][^，。；]{0,12}(?:劲头?|干劲|拼劲|气势|精神|状态|勇气|魄力|斗志|姿态)"
        r"|[争创][创]?一流|争先进位|时间不等人|时不我待|冲刺|撸起袖子|攻坚克难|勇立潮头|再创佳绩|再上台阶",
    "place_goal": r"打造|争做|建设成?为|成为|开创|迈上|奋力|谱写",
    "opens_example": r"^(?:[^，。]{0,4})(?:比如|例如|举个例子|譬如|又如|再如|打个比方|像|好比|有的|有些|有个|有一[次个家])",
    "opens_tale":
        r"^(?:[^，。]{0,6}，)?(?:去年|前年|上个?月|上周|最近|前一段|前几[天年次]|前不久|昨天|刚才|那时|当时|有一[次天年]|我记得|记得|今天上午)",
    "evaluates":
        r"(?:很|非常|十分|特别|最|更|比较|相当|尤为)(?:重要|关键|不容易|难|好|大|多|少|差|严重|辛苦|精彩|不错|必要|复杂|突出|明显)"
        r"|离不开|难以|体现|意义|是[^，。]{2,20}的(?:基础|前提|关键|保证|保障|体现|职能|内容|手段|根本|核心|重点)",
    "explains": r"所谓|实际上|其实|说白了|说到底|归根结底|意思是|道理|之所以|也就是说|换句话说|为什么|因为",
    "story_mine":
        r"我(?:当时|去年|曾|看[到了过]|去过|和|跟|记得|发现|听[到说]|想[起到]|觉得|感到|感觉|粗略|统计|翻|问[过了]|数了|以前|也|一直)",
    "is_so": r"(?:是|有)[^，。；]{0,24}(?:的|事|问题|现实|现象|情况|原因|关键|时候|道理|毛病|习惯)[。；！]?$",
    "stand": r"^(?:[^，。]{0,20}，)?(?:不管|无论|不论|只有|只要|如果|要是|假如)",
    "say": r"(?:我|再|先|重点|特别)(?:再)?(?:强调|重申|明确|提醒|讲|说|提)(?:一下|一遍|几句|一点|几点|一条|大家|个)",
    "henceforth": r"从(?:今天|现在|下|本|这|明)|今后|以后|往后|自即日|自今|起(?:[，。]|执行|实行)",
    "unless": r"除(?:非|了|[^，。]{2,12}外)|原则上|一般|确需|确因|特殊情况",
    "person_duty": r"(?:谁|一律|当面|亲自|本人|书面|口头|签字|署名|专人|指定|轮流|带班|值守|双签)",
    "must_have": r"(?:没有|未经|未|不)[^，。]{1,14}(?:的|，)(?:一律|不|不得|不予|退)",
    "hour":
        r"点(?<=\d点)(?!候)|时(?<=\d时)(?!候)"
        r"|点(?<=[一二两三四五六七八九十]点)(?:钟|半|之?前|以前|整)?(?![是个])"
        r"|小时|分钟|半天|当晚|上班前|下班前|早上|晚上",
    "short_of": r"(?:少|别|莫|不要)[^，。]{1,8}(?:话|套话|空话|过场|样子|形式|折腾)",
    "meeting": r"召开[^，。]{0,10}(?:会|例会|会议)|开[^，。]{0,10}(?:会|例会|会议)|碰头|调度|上会|列席|参加",
}.items()}  # fmt: skip
# Classes that mean more together, and classes that mean something only alone.
_TOGETHER = (
    ("act_on_thing", {"concrete", "thing"}), ("rhythm_act", {"rhythm", "concrete"}),
    ("ban_all", {"ban", "all"}), ("dated_act", {"dated", "concrete"}), ("told", {"want", "by"}),
    ("wanted_act", {"want", "concrete"}), ("must_act", {"must", "concrete"}),
    ("told_story", {"past", "example"}), ("order_up", {"order", "report_up"}),
    ("wanted_attitude", {"want", "attitude"}), ("abstract_attitude", {"abstract", "attitude"}),
    ("soft_act", {"soft_time", "concrete"}), ("rhythm_meeting", {"rhythm", "meeting"}),
    ("rhythm_report", {"rhythm", "report_up"}),
)  # fmt: skip
TANGIBLE = {
    "concrete",
    "thing",
    "rhythm",
    "dated",
    "figure",
    "count",
    "assign",
    "ban",
    "report_up",
    "order",
    "system",
    "meeting",
}
_CALLS = {"want", "must", "should", "need", "ban", "dont", "start_want", "wish", "future"}
# 一丝不苟，不出纰漏: the beat of encouragement; 思路要广、手法要活: its parallels.
_FOUR = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{4}(?=[，、。；])")
_SO = re.compile(r"[\u4e00-\u9fff]{1,4}(?:要|上)[\u4e00-\u9fff]{1,4}(?=[，、。；])")
_EDGES = ((12, "len_12"), (22, "len_22"), (40, "len_40"), (80, "len_80"), (140, "len_140"))


def cues(words: str) -> frozenset[str]:
    """The names of the cue classes that `words` shows, and its length class."""
    found = {name for name, rule in CLASSES.items() if rule.search(words)}
    found.add(next((name for limit, name in _EDGES if len(words) <= limit), "len_more"))
    found.update(name for name, needed in _TOGETHER if needed <= found)
    tangible = len(found & TANGIBLE)
    found.add(
        "tangible_0"
        if not tangible
        else "tangible_1"
        if tangible == 1
        else "tangible_2"
        if tangible == 2
        else "tangible_many"
    )
    if not found & _CALLS:
        found.add("no_call")
    fours = len(_FOUR.findall(words))
    if fours >= 2:
        found.add("four_clauses_many" if fours > 3 else "four_clauses")
    if words.count("要") + words.count("上") >= 2 and len(_SO.findall(words)) >= 2:
        found.add("parallel")
    clauses = words.count("，") + words.count("、")
    if clauses >= 6:
        found.add("many_clauses")
    return frozenset(found)
