"""招商 in 安澜县: leads in every stage; in the year four projects brought 24 m US dollars (S198)."""

from __future__ import annotations

from luoshi.cli.demo.tale import Day, Step, Tale

_LEAD = {"lead": "investment", "co": ["market"], "heard_on": Day(-1), "heard_from": "visit",
         "planned_amount": "12000", "contact_person": "项目联系人一名"}  # fmt: skip
_REVIEW = {"review_of": "标准厂房前三年租金减半", "reviewed_by": "market", "reviewed_on": Day(0),
           "competition": "passed", "review_opinion": "面向同类企业公开，符合规定。"}  # fmt: skip
_TALK = Step(2, "contact", "liaison_investment", {"way": "visit", "outcome": "对方看重物流和用工。",
                                                  "next_step": "请来县里看地。"})  # fmt: skip
_SEEN = Step(
    8, "contact", "liaison_investment", {"way": "received", "outcome": "看了两处厂房，倾向东区。"}
)
_OPEN = Step(1, "hand_lead", "clerk")


def _arrived(title: str, investor: str, industry: str, ago: int, usd: tuple[int, ...]) -> Tale:
    """A project from hearsay to money, in one payment or more."""
    payments = tuple(
        Step(4 + 10 * place, "record_funds", "liaison_investment", {
            "arrived_on": Day(0), "funds": f"{amount * 7}.00", "usd": amount,
            "first_time": "no" if place else "yes", "proof": f"入账凭证第{ago + place}号"})
        for place, amount in enumerate(usd)
    )  # fmt: skip
    return Tale("investment_lead", "clerk", ago, {**_LEAD, "title": title, "investor": investor,
                                                  "industry": industry}, (
        _OPEN, _TALK, _SEEN,
        Step(6, "review_competition", "liaison_market", _REVIEW),
        Step(1, "promise_terms", "liaison_investment", {"term_kind": "site", "term": "标准厂房优先安排"}),
        Step(5, "sign", "liaison_investment", {"signed_on": Day(0), "signed_amount": "20000",
                                               "has_terms": "yes", "agreement": f"安招协〔{ago}〕"}),
        Step(10, "register_company", "liaison_investment", {"company": f"{investor}（安澜）",
                                                            "registered_on": Day(0)}),
        *payments,
        *(() if len(usd) > 1 else (Step(10, "close_lead", "clerk", {"outcome": "已投产。"}),)),
    ))  # fmt: skip


LEADS = (
    _arrived("精密轴承项目", "远岫精工", "装备制造", 190, (800,)),
    _arrived("冷链物流项目", "知汀物流", "现代物流", 160, (650,)),
    _arrived("生物饲料项目", "景禾饲料", "农产品加工", 130, (550,)),
    _arrived("智能仪表项目", "清衡仪表", "装备制造", 110, (250, 150)),
    Tale("investment_lead", "liaison_investment", 60, {
        **_LEAD, "title": "新能源电机项目", "investor": "承岳电机", "industry": "新能源"}, (
        _TALK, _SEEN, Step(8, "sign", "liaison_investment", {
            "signed_on": Day(0), "signed_amount": "8000", "has_terms": "no"}),
        Step(12, "register_company", "liaison_investment", {"company": "承岳（安澜）",
                                                            "registered_on": Day(0)}),
    )),
    Tale("investment_lead", "liaison_commerce", 25, {
        **_LEAD, "lead": "commerce", "title": "商业综合体项目", "investor": "怀宁商业", "industry": "商贸",
        "heard_from": "fair"}, (
        Step(2, "contact", "liaison_commerce", {"way": "received", "outcome": "要求三年免房产税。"}),
        Step(5, "review_competition", "clerk", {
            **_REVIEW, "review_of": "三年免房产税", "competition": "failed",
            "review_opinion": "没有法律、行政法规依据，不得给予。"}),
    )),
    Tale("investment_lead", "liaison_investment", 40, {
        **_LEAD, "title": "中药饮片项目", "investor": "松柏药业", "industry": "生物医药",
        "heard_from": "hometown"}, (
        _TALK, Step(12, "sign", "liaison_investment", {"signed_on": Day(0), "signed_amount": "5000",
                                                      "has_terms": "no"}),
    )),
    Tale("investment_lead", "liaison_zone", 3, {
        **_LEAD, "lead": "zone", "title": "电子元件项目", "investor": "予遥电子", "industry": "电子信息",
        "heard_from": "firm"}),
    Tale("investment_lead", "clerk", 6, {**_LEAD, "title": "预制菜项目", "investor": "思淮食品",
                                         "industry": "农产品加工"}, (_OPEN,)),
    Tale("investment_lead", "clerk", 100, {**_LEAD, "title": "纺织印染项目", "investor": "文渚纺织",
                                           "industry": "纺织"}, (
        _OPEN, _TALK, Step(9, "drop", "liaison_investment", {"reason": "排放指标不够，已如实答复。"}),
    )),
)  # fmt: skip
