"""工作秘密: what is sensitive does not travel by network, only its register entry stays (S185)."""

from __future__ import annotations

from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.verb import Context, Said, Verb

NO_FILES = (
    "这件事标为工作秘密：敏感文件一律不通过网络传送，不能上传附件。"
    "请把纸质件送督查科，在这里只写明件在哪里、由谁保管。"
)
NOT_LEAVING = "这件事标为工作秘密，内容不导出、不下载、不经接口和消息外发，请到督查科查阅纸质件。"


def refuse_files(state: State, said: Said) -> None:
    """Returns only when the act brings no file to a sensitive matter."""
    if state.sensitive and said.get("files"):
        raise Refused(NO_FILES, code="sensitive_no_files")


def _plain(state: State, part: Part | None) -> str:
    return "已经标为工作秘密。" if state.sensitive else ""


def _marked(state: State, part: Part | None) -> str:
    return "" if state.sensitive else "没有标为工作秘密。"


def _mark(state: State, said: Said, context: Context) -> None:
    state.sensitive = True


def _clear(state: State, said: Said, context: Context) -> None:
    state.sensitive = False


VERBS = (
    Verb(
        "mark_sensitive",
        "标为工作秘密",
        "此后不能上传、下载附件，不导出、不外发，只登记纸质件。国家秘密不得登记在本系统。",
        (REASON,),
        _mark,
        _plain,
        tells=("unit",),
    ),
    Verb(
        "clear_sensitive",
        "取消工作秘密标记",
        "不再属于工作秘密时，说明理由。",
        (REASON,),
        _clear,
        _marked,
        tells=("unit",),
    ),
)
