"""Remarks on how the lists of units are to be read: who stands first leads (列第一位者牵头，下同).

They name nobody; `FROM_HERE` tells that one holds for what follows as well.
"""

from __future__ import annotations

import re

FIRST_LEADS = re.compile(
    r"(?:先列|列前|排前"
    r"|(?:排名?|列|位列|居|位居|排序|[写放摆站])(?:在|于|为)?"
    r"(?:最?前[面者头]?|首[位者]?|头[里个]|第一)"
    r"|第一(?!中|小|高|初|幼|人民|医|实验)(?:个|位|家|名)?|首(?:位|个|家|列)|前者"
    r"|最?前[面头](?=的|那|一)|(?:在前|前列|打头|为首)(?=的|者|单位))"
    r"[^，。；、]{0,14}?(?:牵头|主办|主责|负总责)"
    r"|(?:牵头|主办|主责)(?:单位|部门)?(?:均|都)?(?:(?:列|排|排列|居|[写放摆站])(?:在|于|为)?[^，。；]{0,4}(?:首|前|第一)"
    r"|(?:为|是|即)(?:第一|首)[个位家])"
)
FROM_HERE = re.compile(
    r"[下后]同|同此|照此|类推|以下|各项|各条|均(?:以|为|由)|(?:其他|其余|全文|本(?:文件?|方案|清单|分工|表|通知|意见|措施))"
)
REMARK = re.compile(
    rf"{FIRST_LEADS.pattern}|^(?:以[上下](?![^由]{{0,8}}由)|下同|不再|仅限|均|适用)"
    r"|(?:同此|照此|类推|[下后]同|相同)$|照此"
)

__all__ = ["FIRST_LEADS", "FROM_HERE", "REMARK"]
