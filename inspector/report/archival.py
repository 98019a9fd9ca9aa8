"""PDF/A-2b, the format of archives: what a file declares of itself, and how it is written out."""

import hashlib
import io
import re
import struct
from functools import cache as once
from typing import Final
from xml.sax.saxutils import escape

import pypdfium2
from PIL import ImageCms

from inspector.report.pdf_file import Name, PdfFile, Value

_CONDITION: Final = "sRGB IEC61966-2.1"
_DATED: Final = slice(24, 36)
"""Where a colour profile says when it was made."""
_ALWAYS: Final = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_IDENTIFIER: Final = re.compile(rb"/ID\s*\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s+startxref)")

_OPENING: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    '<rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
    ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
)
_CONTENT: Final = (
    "<pdf:Producer>{producer}</pdf:Producer>\n"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
    "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n"
    '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>\n'
)


def declared(file: PdfFile, *, title: str, author: str, producer: str) -> dict[str, Value]:
    """Return what a catalog says for its file to be PDF/A-2b, and the colours it is meant in.

    That the rest of the file is so is left to those who write it: every font embedded, no other
    colour space than grey and RGB, no transparency, no encryption, nothing that acts.
    """
    text = _OPENING + _CONTENT.format(
        title=escape(title), author=escape(author), producer=escape(producer)
    )
    described = {"Type": Name("Metadata"), "Subtype": Name("XML")}
    metadata = file.put_stream(text.encode(), described, packed=False)
    intent = file.put(
        {
            "Type": Name("OutputIntent"),
            "S": Name("GTS_PDFA1"),
            "OutputConditionIdentifier": _CONDITION,
            "Info": _CONDITION,
            "DestOutputProfile": file.put_stream(_colour_profile(), {"N": 3}),
        }
    )
    return {"Metadata": metadata, "OutputIntents": [intent]}


def declares(content: bytes) -> bool:
    """Tell whether a file of ours declares itself PDF/A-2b."""
    return _OPENING.encode() in content


def written(document: pypdfium2.PdfDocument) -> bytes:
    """Return a document as a file; equal documents give equal bytes.

    pdfium gives each file an identifier by chance, in whose place comes one of the content.
    """
    buffer = io.BytesIO()
    document.save(buffer)
    content = buffer.getvalue()
    (identifier,) = _IDENTIFIER.finditer(content)
    start, end = identifier.span()
    digest = hashlib.sha256(content[:start]).hexdigest()[:32].upper().encode()
    return content[:start] + b"/ID[<%b><%b>]" % (digest, digest) + content[end:]


@once
def _colour_profile() -> bytes:
    """Return the profile of sRGB, dated the same each time."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[: _DATED.start] + _ALWAYS + profile[_DATED.stop :]
