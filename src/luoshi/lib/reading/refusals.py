"""Why a file cannot be read: one stable code and one sentence with the next step for each."""

from __future__ import annotations

from luoshi.lib.errors import Unreadable

SENTENCES = {
    "too_large": "文件有 {size} MB，超过 {limit} MB 的上限。请拆分后分别上传，或者只粘贴需要的部分。",
    "too_long": "文字超过 {limit} 字。请拆分后分别上传。",
    "too_many_pages": "文件有 {pages} 页，超过 {limit} 页的上限。请拆分后分别上传。",
    "empty_text": "文件里没有文字。请检查是否选错了文件，或者直接粘贴文字。",
    "scanned": "这份 PDF 是扫描件，里面只有图片，没有文字。请上传有文字的原件，或者粘贴识别后的文字。",
    "password": "文件设有打开密码。请去掉密码、另存一份后再上传。",
    "damaged": "文件已损坏，读不出内容。请在原软件中打开，确认完好后另存一份再上传。",
    "archive_bomb": "文件展开后异常庞大，可能是恶意文件，没有打开。请在原软件中另存一份再上传。",
    "hostile_markup": "文件里有不允许的内容定义（DOCTYPE），没有打开。请在原软件中另存一份再上传。",
    "name_lies": "文件名说是 {said}，内容其实是{found}。请核对选对了文件，把扩展名改对后再上传。",
    "unsupported": "暂不能读取{found}。请另存为 {advice} 后再上传，或者直接粘贴文字。",
    "binary": "这不是文字文件，里面没有能读的内容。请上传 .txt、.docx 或 .pdf，或者直接粘贴文字。",
}


def unreadable(code: str, **details: object) -> Unreadable:
    """The error to raise for `code`; `details` fill the sentence."""
    return Unreadable(SENTENCES[code].format(**details), code=code, **details)
