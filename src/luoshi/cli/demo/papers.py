"""Two source documents of the county, as a clerk would paste them. Days are filled in when told."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """A document, how many working days before today it was read, and how many are still open."""

    title: str
    type_key: str
    read: int
    left_open: int
    text: str


PAPERS = (
    Paper(
        "安澜县人民政府第18次常务会议纪要",
        "meeting_resolution",
        96,
        0,
        """安澜县人民政府常务会议纪要

会议议定以下事项：

一、关于城区排水防涝工作
县住建局牵头，县城管局、县水务集团配合，{d20}前完成城区易涝点排查，建立问题清单。
县水利局{d30}前完成柳溪河城区段清淤。

二、关于校车安全工作
县教育局牵头，县公安局、县交通局配合，{d25}前完成校车年检和驾驶员资质逐车核查，不合格的一律停运。

三、关于招商引资项目落地
县招商中心牵头，县经开区、县发改局配合，{d40}前拿出上半年签约项目开工时间表。

会议强调，各级各部门要提高站位，狠抓落实。
""",
    ),
    Paper(
        "全县冬春农田水利和民生实事推进会纪要",
        "meeting_resolution",
        2,
        3,
        """全县冬春农田水利和民生实事推进会纪要

会议听取了有关情况汇报，现将议定事项纪要如下：

一、县农业农村局牵头，县水利局配合，{d30}前完成青禾镇、长渠镇高标准农田渠系配套任务。
二、县水利局{d20}前完成6座小型水库除险加固扫尾工程。
三、县民政局{d25}前建成老年助餐点10个，并公布收费标准。
四、县住建局牵头，东湖街道、望江街道配合，{d35}前完成3个老旧小区雨污分流改造。
五、县人社局牵头，县住建局、县公安局配合，{d40}前完成在建项目工资专户核查，确保农民工工资按时足额发放。
六、各乡镇（街道）要于每月25日前向县乡村振兴中心报送防止返贫监测情况。

会议要求，有关单位要把群众的事当作自己的事，把好事办好、实事办实。
""",
    ),
)
