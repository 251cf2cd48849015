"""A marking is refused; a sentence that merely speaks of secrets is not (B8)."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Problem
from luoshi.lib.secrecy import SecretMarked, marking, refuse_if_marked

MARKED = {
    "秘密★1年\n关于开展检查的通知": "秘密",
    "机密\n特急\n安澜县人民政府": "机密",
    "000001\n秘  密★1年": "秘密",
    "000012  机密★10年     特急\n文件": "机密",
    "\u3000秘\u3000密\u3000\n正文": "秘密",
    "密级：机密": "机密",
    "密  级:秘密级": "秘密",
    "绝密★": "绝密",
    "★机密": "机密",
    "【绝密】": "绝密",
    "秘密☆长期\n正文": "秘密",
    "秘密10年": "秘密",
    "安澜县人民政府\n\n机密★启用前": "机密",
}
UNMARKED = [
    "各单位要保守国家秘密。",
    "依法保护商业秘密，不得外泄。",
    "《秘密级测绘成果管理办法》由县自然资源局负责落实。",
    "机密文件管理制度",
    "严守工作秘密\n保护个人隐私、商业秘密\n国家秘密",
    "密级：无",
    "密级：非密",
    "密级：绝密□ 机密□ 秘密□",
    "绝密、机密、秘密文件一律不得通过网络传送。",
    "县档案局要清点机密、秘密级文件。",
    "密级标识不规范的，要立即整改。",
    "密级：秘密级及以上的文件不得复印",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_marked_paper_is_refused_with_its_level(text: str) -> None:
    found = marking(text)
    assert found is not None
    assert found.level == MARKED[text]
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", UNMARKED)
def test_speaking_of_secrets_is_no_marking(text: str) -> None:
    assert marking(text) is None
    refuse_if_marked(text)


def test_the_refusal_says_that_nothing_was_kept_and_where_to_go() -> None:
    with pytest.raises(SecretMarked) as problem:
        refuse_if_marked("秘密★1年\n关于开展检查的通知")
    assert isinstance(problem.value, Problem)
    assert (problem.value.stable_code, problem.value.status) == ("secret_marking", 422)
    assert "非涉密系统" in problem.value.sentence
    assert "没有保存" in problem.value.sentence
