# ruff: noqa: E501, ISC004  # the bytes of real files are not to be re-wrapped
"""Real files made for the tests: bytes as they come from the tax bureau, a mail or a camera."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import zxingcpp
from PIL import Image

BUYER_TAX_ID = "91310000MA1FL0K12R"


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """The facts printed on an invoice; amounts as text, as printed."""

    number: str = "25442000000066202073"
    issued: str = "2026-11-24"
    seller: str = "苏州平江里餐饮有限公司"
    seller_id: str = "91320508MA1MU7TX5H"
    buyer: str = "上海澄海泵业有限公司"
    buyer_id: str = BUYER_TAX_ID
    net: str = "252.83"
    tax: str = "15.17"
    total: str = "268.00"
    capitals: str = "贰佰陆拾捌圆整"
    item: str = "*餐饮服务*餐费"
    special: str = "02"


def fapiao_xml(specimen: Specimen | None = None, *, extra: str = "") -> bytes:
    one = specimen or Specimen()
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice>
 <Header>
  <EIid>{one.number}</EIid>
  <InherentLabel><GeneralOrSpecialVAT><LabelCode>{one.special}</LabelCode></GeneralOrSpecialVAT></InherentLabel>
 </Header>
 <EInvoiceData>
  <SellerInformation><SellerIdNum>{one.seller_id}</SellerIdNum><SellerName>{one.seller}</SellerName></SellerInformation>
  <BuyerInformation><BuyerIdNum>{one.buyer_id}</BuyerIdNum><BuyerName>{one.buyer}</BuyerName></BuyerInformation>
  <BasicInformation>
   <TotalAmWithoutTax>{one.net}</TotalAmWithoutTax><TotalTaxAm>{one.tax}</TotalTaxAm>
   <TotalTax-includedAmount>{one.total}</TotalTax-includedAmount>
   <RequestTime>{one.issued} 10:11:12</RequestTime>
  </BasicInformation>
  <IssuItemInformation><ItemName>{one.item}</ItemName><Amount>{one.net}</Amount></IssuItemInformation>{extra}
 </EInvoiceData>
 <TaxSupervisionInfo><InvoiceNumber>{one.number}</InvoiceNumber><IssueTime>{one.issued}</IssueTime></TaxSupervisionInfo>
</EInvoice>""".encode()


def zipped(entries: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, not now: the same bytes every time
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def ofd(specimen: Specimen | None = None, *, attached: bool = True, custom: bool = False) -> bytes:
    """An OFD with the EInvoice attached, or with CustomData, or with page text only."""
    one = specimen or Specimen()
    labels = {
        "发票号码": one.number,
        "开票日期": one.issued,
        "合计金额": one.net,
        "合计税额": one.tax,
        "购买方纳税人识别号": one.buyer_id,
        "销售方纳税人识别号": one.seller_id,
    }
    datas = "".join(f'<ofd:CustomData Name="{k}">{v}</ofd:CustomData>' for k, v in labels.items())
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    root = (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {space} Version="1.1"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:CustomDatas>{datas if custom else ''}</ofd:CustomDatas></ofd:DocInfo></ofd:DocBody></ofd:OFD>"
    )
    objects = "".join(
        f'<ofd:TextObject ID="{i}" Boundary="{x} {y} {len(text) * 4} 4"><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>'
        for i, (x, y, text) in enumerate(page_of(one))
    )
    page = f'<?xml version="1.0"?><ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    entries = {"OFD.xml": root.encode(), "Doc_0/Pages/Page_0/Content.xml": page.encode()}
    if attached:
        entries["Doc_0/Attachs/original_invoice.xml"] = fapiao_xml(one)
    return zipped(entries)


def page_of(one: Specimen) -> list[tuple[float, float, str]]:
    """The usual page of a 数电票 as (x, y from the top, text)."""
    year, month, day = one.issued.split("-")
    return [
        (70, 10, "电子发票（普通发票）" if one.special == "02" else "电子发票（增值税专用发票）"),
        (140, 18, f"发票号码：{one.number}"),
        (140, 24, f"开票日期：{year}年{month}月{day}日"),
        (12, 34, f"名称：{one.buyer}"),
        (110, 34, f"名称：{one.seller}"),
        (12, 42, f"统一社会信用代码/纳税人识别号：{one.buyer_id}"),
        (110, 42, f"统一社会信用代码/纳税人识别号：{one.seller_id}"),
        (10, 50, "项目名称"),
        (130, 50, "金 额"),
        (170, 50, "税 额"),
        (10, 56, one.item),
        (130, 56, one.net),
        (170, 56, one.tax),
        (20, 90, "合 计"),
        (130, 90, f"¥{one.net}"),
        (170, 90, f"¥{one.tax}"),
        (20, 97, "价税合计（大写）"),
        (60, 97, one.capitals),
        (130, 97, "（小写）"),
        (148, 97, f"¥{one.total}"),
    ]


def pdf(texts: Sequence[tuple[float, float, str]], *, attachment: bytes | None = None) -> bytes:
    """A one-page PDF (A4, millimetres from the top left) with a text layer in a standard Chinese
    encoding.
    """
    drawn = "".join(
        f"BT /F1 9 Tf {x * 2.8346:.2f} {842 - y * 2.8346:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"
        for x, y, text in texts
    ).encode()
    names = b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    if attachment is not None:
        names = b"/Names << /EmbeddedFiles << /Names [(factur-x.xml) 9 0 R] >> >>"
        objects += [
            b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream"
            % (len(attachment), attachment),
            b"<< /Type /Filespec /F (factur-x.xml) /UF (factur-x.xml) /EF << /F 8 0 R >> >>",
        ]
    objects[0] = objects[0] % names
    return _with_xref(objects)


def pdf_bomb(megabytes: int = 200, *, times: int = 1) -> bytes:
    """A one-page PDF of some hundred kilobytes whose page unpacks to that many megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_048_576) for _ in range(megabytes)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return _with_xref(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream"
            % (len(packed), filters, packed),
        ]
    )


def xlsx_of(sheet: bytes) -> bytes:
    """An XLSX whose one sheet has this XML."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
            % package,
            "_rels/.rels": b'<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            % (package, office),
            "xl/workbook.xml": b'<workbook %s xmlns:r="%s"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
            % (main, office),
            "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            % (package, office),
            "xl/worksheets/sheet1.xml": b"<worksheet %s>%s</worksheet>" % (main, sheet),
        }
    )


def _with_xref(objects: Sequence[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def png(width: int = 60, height: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, format="PNG")
    return out.getvalue()


def giant_png(side: int = 13_000) -> bytes:
    """A true PNG of side × side (169 megapixels) in a few kilobytes: one bit a pixel, all white."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    row = b"\x00" + b"\xff" * ((side + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def qr_png(payload: str) -> bytes:
    barcode = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(barcode, scale=4)).convert("RGB")
    paper = Image.new("RGB", (drawn.width + 80, drawn.height + 80), "white")
    paper.paste(drawn, (40, 40))
    out = io.BytesIO()
    paper.save(out, format="PNG")
    return out.getvalue()


def cii_xml() -> bytes:
    return b"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocument><ram:ID>RE-2026-0917</ram:ID><ram:TypeCode>380</ram:TypeCode>
  <ram:IssueDateTime><udt:DateTimeString format="102">20261118</udt:DateTimeString></ram:IssueDateTime>
 </rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:ApplicableHeaderTradeAgreement>
   <ram:SellerTradeParty><ram:Name>Hotel am Dom GmbH</ram:Name>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE123456789</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Chenghai Pumps Europe GmbH</ram:Name></ram:BuyerTradeParty>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    <ram:TaxBasisTotalAmount>200.00</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="EUR">14.00</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>214.00</ram:GrandTotalAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>"""


def ubl_xml() -> bytes:
    return b"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
 <cbc:ID>F26-118</cbc:ID><cbc:IssueDate>2026-11-12</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
 <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
 <cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>NL001234567B01</cbc:CompanyID></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Taxi Centrale BV</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
 <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">4.50</cbc:TaxAmount></cac:TaxTotal>
 <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">50.00</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="EUR">54.50</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
</Invoice>"""
