"""The units of 安澜县, a county that does not exist: names past and present, lines, collective names.

Tables only. A row that changes here changes what a fresh demonstration looks like, nothing else.
"""

from __future__ import annotations

# key, name
LINES = (
    ("finance", "财经口"),
    ("industry", "工业口"),
    ("construction", "城建口"),
    ("agriculture", "农业口"),
    ("social", "社会事业口"),
    ("legal", "政法口"),
    ("trade", "商贸文旅口"),
)

# code, full name, short name, kind, line, parent
UNITS = (
    ("gov", "安澜县人民政府", "县政府", "government", "", ""),
    ("office", "安澜县人民政府办公室", "县政府办", "office", "", "gov"),
    ("supervision", "县政府办督查科", "督查科", "section", "", "office"),
    ("general", "县政府办综合科", "综合科", "section", "", "office"),
    ("information", "县政府办信息科", "信息科", "section", "", "office"),
    ("reform", "安澜县发展和改革局", "县发改局", "bureau", "finance", ""),
    ("finance", "安澜县财政局", "县财政局", "bureau", "finance", ""),
    ("statistics", "安澜县统计局", "县统计局", "bureau", "finance", ""),
    ("audit", "安澜县审计局", "县审计局", "bureau", "finance", ""),
    ("assets", "安澜县国有资产服务中心", "县国资中心", "institution", "finance", ""),
    ("industry", "安澜县工业和信息化局", "县工信局", "bureau", "industry", ""),
    ("science", "安澜县科学技术局", "县科技局", "bureau", "industry", ""),
    ("zone", "安澜经济开发区管理委员会", "县经开区", "bureau", "industry", ""),
    ("emergency", "安澜县应急管理局", "县应急局", "bureau", "industry", ""),
    ("ecology", "安澜县生态环境局", "县生态环境局", "bureau", "construction", ""),
    ("housing", "安澜县住房和城乡建设局", "县住建局", "bureau", "construction", ""),
    ("city", "安澜县城市管理局", "县城管局", "bureau", "construction", ""),
    ("transport", "安澜县交通运输局", "县交通局", "bureau", "construction", ""),
    ("land", "安澜县自然资源和规划局", "县资规局", "bureau", "construction", ""),
    ("levy", "安澜县房屋征收服务中心", "县征收中心", "institution", "construction", ""),
    ("water", "安澜县水利局", "县水利局", "bureau", "agriculture", ""),
    ("agriculture", "安澜县农业农村局", "县农业农村局", "bureau", "agriculture", ""),
    ("forestry", "安澜县林业局", "县林业局", "bureau", "agriculture", ""),
    ("grain", "安澜县粮食和物资储备局", "县粮储局", "bureau", "agriculture", ""),
    ("rural", "安澜县乡村振兴服务中心", "县乡村振兴中心", "institution", "agriculture", ""),
    ("education", "安澜县教育局", "县教育局", "bureau", "social", ""),
    ("health", "安澜县卫生健康委员会", "县卫健委", "bureau", "social", ""),
    ("civil", "安澜县民政局", "县民政局", "bureau", "social", ""),
    ("labour", "安澜县人力资源和社会保障局", "县人社局", "bureau", "social", ""),
    ("insurance", "安澜县医疗保障局", "县医保局", "bureau", "social", ""),
    ("veterans", "安澜县退役军人事务局", "县退役军人局", "bureau", "social", ""),
    ("disabled", "安澜县残疾人联合会", "县残联", "bureau", "social", ""),
    ("police", "安澜县公安局", "县公安局", "bureau", "legal", ""),
    ("justice", "安澜县司法局", "县司法局", "bureau", "legal", ""),
    ("petitions", "安澜县信访局", "县信访局", "bureau", "legal", ""),
    ("commerce", "安澜县商务局", "县商务局", "bureau", "trade", ""),
    ("investment", "安澜县招商服务中心", "县招商中心", "institution", "trade", ""),
    ("market", "安澜县市场监督管理局", "县市监局", "bureau", "trade", ""),
    ("culture", "安澜县文化和旅游局", "县文旅局", "bureau", "trade", ""),
    ("service", "安澜县数据和政务服务局", "县数政局", "bureau", "trade", ""),
    ("donghu", "东湖街道办事处", "东湖街道", "township", "", ""),
    ("wangjiang", "望江街道办事处", "望江街道", "township", "", ""),
    ("linhe", "临河街道办事处", "临河街道", "township", "", ""),
    ("liuxi", "柳溪镇人民政府", "柳溪镇", "township", "", ""),
    ("shiqiao", "石桥镇人民政府", "石桥镇", "township", "", ""),
    ("qinghe", "青禾镇人民政府", "青禾镇", "township", "", ""),
    ("yunling", "云岭镇人民政府", "云岭镇", "township", "", ""),
    ("bailu", "白鹭镇人民政府", "白鹭镇", "township", "", ""),
    ("fenglin", "枫林镇人民政府", "枫林镇", "township", "", ""),
    ("shawan", "沙湾镇人民政府", "沙湾镇", "township", "", ""),
    ("changqu", "长渠镇人民政府", "长渠镇", "township", "", ""),
    ("zhushan", "竹山乡人民政府", "竹山乡", "township", "", ""),
    ("songping", "松坪乡人民政府", "松坪乡", "township", "", ""),
    ("yuetan", "月潭乡人民政府", "月潭乡", "township", "", ""),
    ("waterworks", "安澜水务集团有限公司", "县水务集团", "enterprise", "construction", ""),
    ("citybuild", "安澜城市建设投资集团有限公司", "县城投集团", "enterprise", "construction", ""),
    ("bus", "安澜公共交通有限公司", "县公交公司", "enterprise", "construction", ""),
    ("farms", "安澜农业发展集团有限公司", "县农发集团", "enterprise", "agriculture", ""),
    ("tax", "国家税务总局安澜县税务局", "县税务局", "vertical", "finance", ""),
    ("weather", "安澜县气象局", "县气象局", "vertical", "agriculture", ""),
    ("power", "国网安澜县供电公司", "县供电公司", "vertical", "industry", ""),
    ("fire", "安澜县消防救援大队", "县消防大队", "vertical", "legal", ""),
)

# unit, other name, former, valid from, valid to
ALIASES = (
    ("industry", "安澜县经济和信息化委员会", True, "", "2019-02-28"),
    ("industry", "县经信委", True, "", "2019-02-28"),
    ("land", "安澜县国土资源局", True, "", "2019-02-28"),
    ("land", "县国土局", True, "", "2019-02-28"),
    ("land", "县自然资源局", False, "2019-03-01", ""),
    ("agriculture", "安澜县农业委员会", True, "", "2019-02-28"),
    ("agriculture", "县农委", True, "", "2019-02-28"),
    ("emergency", "安澜县安全生产监督管理局", True, "", "2019-02-28"),
    ("emergency", "县安监局", True, "", "2019-02-28"),
    ("health", "安澜县卫生和计划生育委员会", True, "", "2019-02-28"),
    ("health", "县卫计委", True, "", "2019-02-28"),
    ("culture", "县文旅体局", True, "2019-03-01", "2024-06-30"),
    ("city", "安澜县城市管理行政执法局", True, "", "2022-12-31"),
    ("city", "县城管执法局", True, "", "2022-12-31"),
    ("rural", "安澜县扶贫开发办公室", True, "", "2021-06-30"),
    ("rural", "县扶贫办", True, "", "2021-06-30"),
    ("service", "县政务服务管理局", True, "2019-03-01", "2024-03-31"),
    ("ecology", "县环保局", True, "", "2019-02-28"),
    ("market", "县市场监管局", False, "2019-03-01", ""),
    ("zone", "经开区管委会", False, "", ""),
    ("office", "县府办", False, "", ""),
)

TOWNS = tuple(row[0] for row in UNITS if row[3] == "township")
STREETS = TOWNS[:3]

# name, other names, kind, line, units
GROUPS = (
    ("各乡镇（街道）", ("各乡镇街道", "各镇街", "各乡镇人民政府、街道办事处"), "township", "", ()),
    ("各乡镇", ("各乡镇人民政府", "各乡（镇）"), "", "", TOWNS[3:]),
    ("各街道", ("各街道办事处",), "", "", STREETS),
    ("县直各部门", ("县直有关部门", "县政府各部门", "各有关部门"), "bureau", "", ()),
    ("县属国有企业", ("县属企业", "各县属国企"), "enterprise", "", ()),
    ("垂直管理单位", ("驻县单位", "各垂管单位"), "vertical", "", ()),
    ("城建口各单位", ("城建口各部门",), "", "construction", ()),
    ("农业口各单位", ("涉农部门", "农业口各部门"), "", "agriculture", ()),
)
