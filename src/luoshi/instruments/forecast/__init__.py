"""预测: from a unit's reports and its own history, when a matter will really be done.

S14 and S37 ask that trouble be known before the due date and not after it. For each open matter
an expected day, an 80 % interval, how likely it is late, and one sentence that says why; kept in
a table beside the matters, never in their journal. It helps and decides nothing.
"""
