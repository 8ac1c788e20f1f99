"""The small documents of tests/documents in which LibreOffice shows what office programs do beside plain text and cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in (
        ("office", "office:1.0"),
        ("table", "table:1.0"),
        ("text", "text:1.0"),
        ("style", "style:1.0"),
        ("number", "datastyle:1.0"),
        ("draw", "drawing:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
        ("svg", "svg-compatible:1.0"),
    )
)
_TEXT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="F" style:family="graphic"><style:graphic-properties style:wrap="none" style:vertical-pos="top"/></style:style>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="."/></text:list-style>
<style:page-layout style:name="P"><style:header-style/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p>某某局 2023 年度</text:p></style:header><style:footer><text:p>第 <text:page-number>1</text:page-number> 页</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>a</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>a</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>61.75</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:list text:style-name="L"><text:list-item><text:p>收入情况</text:p><text:list><text:list-item><text:p>本年收入</text:p></text:list-item><text:list-item><text:p>上年结转</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>支出情况</text:p></text:list-item></text:list>
<text:p>支出合计 <text:change-start text:change-id="c1"/>48.20<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/> 万元<text:span text:style-name="H">（底稿 9.99）</text:span>。<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>含上年结转 4.40 万元。</text:p></text:note-body></text:note></text:p>
<text:p>见下框。<draw:frame draw:style-name="F" text:anchor-type="paragraph" svg:width="6cm"><draw:text-box fo:min-height="1cm"><text:p>框内另有 0.83 万元。</text:p></draw:text-box></draw:frame></text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>项目</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-rows-spanned="2"><text:p>数</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>编码</text:p></table:table-cell><table:table-cell><text:p>名称</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row><table:table-cell><text:p>208</text:p></table:table-cell><table:table-cell><text:p>社会保障支出</text:p><table:table table:name="N"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>其中</text:p></table:table-cell><table:table-cell><text:p>1.15</text:p></table:table-cell></table:table-row></table:table></table:table-cell><table:table-cell><text:p>3.25</text:p></table:table-cell></table:table-row>
</table:table><text:p>完。</text:p>
</office:text></office:body></office:document>"""

_SHEETS = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMES} xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:number-style style:name="n1"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:percentage-style style:name="n2"><number:number number:decimal-places="1" number:min-decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:date-style style:name="n3"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<number:number-style style:name="n4"><number:number number:decimal-places="1" number:min-decimal-places="1" number:min-integer-digits="1" number:display-factor="1000"/><number:text>千</number:text></number:number-style>
<number:number-style style:name="n5P0" style:volatile="true"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="n5P1" style:volatile="true"><number:text>(</number:text><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"/><number:text>)</number:text></number:number-style>
<number:number-style style:name="n5"><number:text>-</number:text><style:map style:condition="value()&gt;0" style:apply-style-name="n5P0"/><style:map style:condition="value()&lt;0" style:apply-style-name="n5P1"/></number:number-style>
<style:style style:name="c1" style:family="table-cell" style:data-style-name="n1"/><style:style style:name="c2" style:family="table-cell" style:data-style-name="n2"/>
<style:style style:name="c3" style:family="table-cell" style:data-style-name="n3"/><style:style style:name="c4" style:family="table-cell" style:data-style-name="n4"/>
<style:style style:name="c5" style:family="table-cell" style:data-style-name="n5"/>
<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="on" style:family="table"><style:table-properties table:display="true"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="收入" table:style-name="on"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3"/>
<table:table-row><table:table-cell table:number-columns-spanned="4" office:value-type="string"><text:p>收入表</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="9.99"/><table:table-cell table:style-name="c1" office:value-type="float" office:value="1234.5"/><table:table-cell table:style-name="c2" office:value-type="percentage" office:value="0.0312"/><table:table-cell table:style-name="c3" office:value-type="date" office:date-value="2023-12-31"/></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="8.88"/></table:table-row>
<table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell/><table:table-cell table:formula="of:=1/0"/><table:table-cell table:style-name="c4" office:value-type="float" office:value="376420"/><table:table-cell table:formula="of:=0.1+0.2" office:value-type="float" office:value="0.3"/></table:table-row>
<table:table-row><table:table-cell table:style-name="c5" office:value-type="float" office:value="0"/><table:table-cell/><table:table-cell table:style-name="c5" office:value-type="float" office:value="-7.5"/><table:table-cell table:style-name="c5" office:value-type="float" office:value="7.5"/><table:table-cell table:formula="of:=IF(1;&quot;&quot;;1)"/></table:table-row>
</table:table>
<table:table table:name="底稿" table:style-name="off"><table:table-column/><table:table-row><table:table-cell office:value-type="float" office:value="7.77"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>"""


def write_odd_documents(target: Path, folder: Path, convert: Callable[[Path, str, Path], Path]) -> None:
    """Writes odd.docx, odd.xlsx and odd.xls to a folder, by way of flat files in another."""
    for kind, text in (("docx", _TEXT), ("xlsx", _SHEETS), ("xls", _SHEETS)):
        source = folder / f"odd.{'fodt' if kind == 'docx' else 'fods'}"
        source.write_text(text, encoding="utf-8")
        (target / f"odd.{kind}").write_bytes(convert(source, kind, folder).read_bytes())
