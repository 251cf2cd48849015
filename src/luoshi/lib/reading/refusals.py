"""Why a file cannot be read: one stable code and one sentence with the next step for each."""

from __future__ import annotations

from luoshi.lib.errors import Unreadable

ALLOWED = "Word、WPS 文字、PDF、OFD、Excel、WPS 表格、网页、文本文件"

SENTENCES = {
    "too_large": "文件有 {size} MB，超过 {limit} MB 的上限。请拆分后分别上传，或者只粘贴需要的部分。",
    "too_long": "文字超过 {limit} 字。请拆分后分别上传。",
    "too_many_rows": "表格超过 {limit} 行。请拆成几个文件分别上传。",
    "too_wide": "工作表“{sheet}”的范围异常大（{rows} 行、{columns} 列）。"
    "请把有内容的部分复制到新表，另存后再上传。",
    "too_many_pages": "文件有 {pages} 页，超过 {limit} 页的上限。请拆分后分别上传。",
    "too_many_scans": "有 {pages} 页是扫描的图片，超过一次识别 {limit} 页的上限。"
    "请拆分后分别上传，或者粘贴识别后的文字。",
    "too_slow": "读取这份文件花的时间过长，已经停止。请拆分，或在原软件中另存一份再上传。",
    "too_heavy": "读取这份文件占用的内存过多，已经停止。请拆分，或在原软件中另存一份再上传。",
    "empty_text": "文件里没有文字。请检查是否选错了文件，或者直接粘贴文字。",
    "scanned": "这份 PDF 是扫描件，里面只有图片，没有文字。请上传有文字的原件，或者粘贴识别后的文字。",
    "scanned_ofd": "这份 OFD 里只有图片，没有文字。请转成 PDF 后再上传，或者粘贴识别后的文字。",
    "ocr_missing": "{found}里没有文字，要先识别。本机没有装文字识别：请系统管理员安装 "
    "luoshi[ocr]，或者上传有文字的原件，或者粘贴识别后的文字。",
    "nothing_recognised": "在图片上没有认出文字。请换一张清楚的图片，或者直接粘贴文字。",
    "no_picture": "这份文件没有可以显示的页面图片。请下载原件查看。",
    "password": "文件设有打开密码。请去掉密码、另存一份后再上传。",
    "damaged": "文件已损坏，读不出内容。请在原软件中打开，确认完好后另存一份再上传。",
    "archive_bomb": "文件展开后异常庞大，可能是恶意文件，没有打开。请在原软件中另存一份再上传。",
    "hostile_markup": "文件里有不允许的内容定义（DOCTYPE），没有打开。请在原软件中另存一份再上传。",
    "name_lies": "文件名说是 {said}，内容其实是{found}。请核对选对了文件，把扩展名改对后再上传。",
    "unsupported": "暂不能读取{found}。请另存为 {advice} 后再上传，或者直接粘贴文字。",
    "old_word": "这是 Word 97 以前的旧文档，读不了。请在 Word 或 WPS 中另存为 .docx 后再上传。",
    "binary": f"这不是文字文件，里面没有能读的内容。请上传 {ALLOWED}，或者直接粘贴文字。",
}


def unreadable(code: str, **details: object) -> Unreadable:
    """The error to raise for `code`; `details` fill the sentence."""
    return Unreadable(SENTENCES[code].format(**details), code=code, **details)
