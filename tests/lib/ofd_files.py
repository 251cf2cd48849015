"""OFD files built part by part as GB/T 33190 lays them out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
Placed = tuple[float, float, str]  # millimetres from the left, from the top, and the words


def ofd(
    pages: Sequence[Sequence[Placed]], *, template: Sequence[Placed] = (), declaration: str = ""
) -> bytes:
    """An OFD with those words on its pages, and `template` behind every page."""
    content = [_page(page, behind=bool(template)) for page in pages]
    listed = "".join(
        f'<ofd:Page ID="{100 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in range(len(pages))
    )
    behind = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    parts = {
        "OFD.xml": f'{_HEAD}{declaration}<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{_HEAD}<ofd:Document {_NS}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{behind}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{at}/Content.xml": page for at, page in enumerate(content)},
    }
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(template, behind=False)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _page(words: Sequence[Placed], *, behind: bool) -> str:
    template = '<ofd:Template TemplateID="7" ZOrder="Background"/>' if behind else ""
    drawn = "".join(_text(at, *placed) for at, placed in enumerate(words, 200))
    return (
        f'{_HEAD}<ofd:Page {_NS}>{template}<ofd:Content><ofd:Layer ID="2">{drawn}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def _text(number: int, left: float, top: float, words: str) -> str:
    steps = f' DeltaX="g {len(words) - 1} 5"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{left} {top} {len(words) * 5} 6" Font="3"'
        f' Size="5"><ofd:TextCode X="0" Y="5"{steps}>{words}</ofd:TextCode></ofd:TextObject>'
    )
