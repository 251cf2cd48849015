"""What the people of the county write and come about: invented topics by subject. Tables only."""

from __future__ import annotations

# subject, title with its place, the unit that has power over it
TOPICS = (
    ("land", "反映{town}征地补偿款没有足额发放", "land"),
    ("land", "反映{town}承包地被占未签协议", "agriculture"),
    ("land", "请求解决{town}宅基地确权登记错误", "land"),
    ("house", "反映{town}安置房逾期两年未交付", "citybuild"),
    ("house", "反映{town}拆迁评估价偏低", "levy"),
    ("building", "反映{town}商品房地下室渗水", "housing"),
    ("building", "反映{town}小区物业乱收费", "housing"),
    ("building", "反映{town}违建加层影响采光", "city"),
    ("building", "请求修复{town}背街路面和排水", "housing"),
    ("building", "反映{town}夜间施工噪声扰民", "city"),
    ("wages", "反映{town}在建项目拖欠农民工工资", "labour"),
    ("wages", "请求补缴{town}企业欠缴的养老保险", "labour"),
    ("wages", "反映工伤认定迟迟没有结果（{town}）", "labour"),
    ("school", "反映{town}学生跨片入学困难", "education"),
    ("school", "反映校外培训机构关门不退费（{town}）", "education"),
    ("health", "反映{town}卫生院收费不透明", "health"),
    ("health", "请求解决大病救助报销比例低（{town}）", "insurance"),
    ("ecology", "反映{town}养殖场污水直排", "ecology"),
    ("ecology", "反映{town}砂石场粉尘扰民", "ecology"),
    ("village", "反映{town}村集体账目不公开", "agriculture"),
    ("village", "反映{town}低保评定不公", "civil"),
    ("village", "请求解决{town}饮水水压不足", "water"),
    ("law", "反映邻里纠纷判决执行难（{town}）", "justice"),
    ("veterans", "请求落实退役士兵安置待遇（{town}）", "veterans"),
    ("firm", "反映原国营厂改制职工身份认定（{town}）", "assets"),
    ("other", "反映{town}公交线路停运出行不便", "transport"),
    ("other", "建议{town}集镇增设停车泊位", "city"),
)

ANSWERS = (
    "当场讲明政策和办理途径，本人表示理解。",
    "已联系经办单位到场说明，当场约定办理时间。",
    "核对材料，告知缺少的证明和补正办法。",
)
OPINIONS = (
    "经查部分属实，责令限期整改并向信访人当面说明。",
    "经查属实，已督促补发到位。",
    "经查与事实不符，依据规定作出解释。",
)
BASIS = "依据本县现行补偿安置办法和相关法律法规有关条款。"

# Who comes for what the county's deputies ask: subject, title, lead, co
MOTIONS = (
    ("city", "关于完善{town}学校周边停车泊位的建议", "city", ("education",)),
    ("city", "关于加快{town}老旧小区改造的建议", "housing", ()),
    ("city", "关于整治{town}背街小巷排水的建议", "housing", ("city",)),
    ("farming", "关于提升{town}高标准农田管护水平的建议", "agriculture", ("water",)),
    ("farming", "关于支持{town}特色种植保险的建议", "agriculture", ("finance",)),
    ("ecology", "关于治理{town}小流域水质的建议", "ecology", ("water",)),
    ("ecology", "关于规范{town}畜禽养殖污染防治的建议", "ecology", ()),
    ("education", "关于增加{town}公办幼儿园学位的建议", "education", ()),
    ("education", "关于加强{town}乡村教师住房保障的建议", "education", ("housing",)),
    ("health", "关于提升{town}卫生院急诊能力的建议", "health", ()),
    ("health", "关于推进{town}医养结合服务的建议", "health", ("civil",)),
    ("welfare", "关于完善{town}农村养老互助点的建议", "civil", ()),
    ("welfare", "关于加强{town}零工市场建设的建议", "labour", ()),
    ("economy", "关于支持{town}小微企业融资的建议", "finance", ()),
    ("economy", "关于盘活{town}闲置厂房的建议", "industry", ("zone",)),
    ("economy", "关于改善{town}物流配送的建议", "commerce", ("transport",)),
    ("culture", "关于保护利用{town}传统村落的建议", "culture", ()),
    ("culture", "关于办好{town}民俗文化节的建议", "culture", ()),
    ("law", "关于加强{town}道路交通安全设施的建议", "police", ("transport",)),
    ("other", "关于优化{town}公交线路的建议", "transport", ("bus",)),
)
GROUPS = ("经济界", "教育界", "农业界", "医药卫生界", "科技界", "社会福利界", "特邀人士")
REPLIES = (
    "已列入年度计划并落实资金，按期完成。",
    "采纳所提意见，制定了具体措施。",
    "受条件所限暂不能解决，已说明情况，纳入下一步规划研究。",
)
