"""Which acts the counters read, as data: where a lifecycle has none of them, it counts nothing."""

HANDS_OVER = ("dispatch", "request_material")
SENT_BACK = ("return_back",)
# A leader is asked …, and these are answers (请示汇报, 延期 …).
SUBMITTED = ("submit", "submit_direct", "ask", "ask_again", "resubmit")
ANSWERED = (
    "decide", "send_back", "ask_opinion", "pass_up", "hand_down", "give_help", "answer",
    "agree_intake", "return_intake",
)  # fmt: skip
DISCUSSED = ("discuss",)
DECIDED = ("settle", "record_approval", "close_out")
OFTEN = 2  # times discussed without a decision from which on it is listed
# A unit waits for the office: what it asked, and what answers it.
WAITS = {
    "extend": ("grant_extension", "refuse_extension"),
    "object": ("overrule", "reassign"),
}
# The office's own corrections: handed to the wrong unit, closed too early.
CORRECTED = ("reassign", "reopen")
# Words that are a reply to whoever asked, when they stand with the act that ended a matter.
REPLIES = (
    "reply", "reason", "decision", "choice", "opinion", "words", "answer", "conclusion", "result",
    "finding", "note",
)  # fmt: skip
OFFICE_DAYS = 1  # working days the office may take to hand over what a leader assigned
BACKLOG_DAYS = 3  # working days something may lie with the office
COLD_DAYS = 2  # working days a unit may wait for an answer of the office
BACKDATED_DAYS = 1  # working days between what happened and its entry
TOP_SLIP = 3
