"""Word files written part by part, so that a test decides what is in them."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)
STYLES = (
    '<w:styles xmlns:w="{}"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created>"
    "</cp:coreProperties>"
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def docx(*body: str, namespace: str = W, main: str = "word/document.xml", prolog: str = "", **told: str) -> bytes:
    """Return a Word file; `told` is its title, author and day of creation."""
    xml = f'{prolog}<w:document xmlns:w="{namespace}"><w:body>{"".join(body)}</w:body></w:document>'
    parts = {"_rels/.rels": RELATIONS.format(main), main: xml, "word/styles.xml": STYLES.format(namespace)}
    if told:
        parts["docProps/core.xml"] = CORE.format_map({"title": "", "author": "", "created": ""} | told)
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
