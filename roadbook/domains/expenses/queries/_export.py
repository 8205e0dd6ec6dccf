"""Vouchers as tables for accounting: CSV (UTF-8 with mark, as spreadsheets want) and XLSX."""

import csv
import io
from collections.abc import Iterator, Sequence

from roadbook.core.money import exponent_of
from roadbook.domains.expenses.contracts import AccountCode, VoucherRecord

_HEADS = {
    "zh-Hans": (
        "凭证号",
        "日期",
        "类型",
        "科目编码",
        "科目名称",
        "借方",
        "贷方",
        "币种",
        "成本中心",
        "人员",
        "摘要",
        "进项税规则",
        "报销单",
    ),
    "en": (
        "Voucher",
        "Date",
        "Kind",
        "Account",
        "Account name",
        "Debit",
        "Credit",
        "Currency",
        "Cost centre",
        "Person",
        "Memo",
        "Input tax rule",
        "Report",
    ),
}
_ACCOUNTS = {
    "zh-Hans": {
        AccountCode.INPUT_TAX: "应交税费-进项税额",
        AccountCode.PAYABLE: "其他应付款-员工",
        AccountCode.BANK: "银行存款",
        AccountCode.LODGING: "差旅费-住宿",
        AccountCode.TRANSPORT: "差旅费-交通",
        AccountCode.ALLOWANCE: "差旅费-补贴",
        AccountCode.LOCAL: "差旅费-市内交通",
        AccountCode.ENTERTAINMENT: "业务招待费",
        AccountCode.OTHER: "其他费用",
    },
    "en": {
        AccountCode.INPUT_TAX: "Input tax",
        AccountCode.PAYABLE: "Payable to employees",
        AccountCode.BANK: "Bank",
        AccountCode.LODGING: "Travel: lodging",
        AccountCode.TRANSPORT: "Travel: transport",
        AccountCode.ALLOWANCE: "Travel: allowance",
        AccountCode.LOCAL: "Travel: local transport",
        AccountCode.ENTERTAINMENT: "Entertainment",
        AccountCode.OTHER: "Other expense",
    },
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def vouchers_csv(vouchers: Sequence[VoucherRecord], *, locale: str) -> bytes:
    """Give the vouchers as CSV, one row a side, debits and credits in major units."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _rows(vouchers, locale):
        writer.writerow([_safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def vouchers_xlsx(vouchers: Sequence[VoucherRecord], *, locale: str) -> bytes:
    """Give the vouchers as a workbook with the same rows; texts stay texts."""
    import xlsxwriter  # type: ignore[import-untyped]  # ships no types

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Vouchers")
        for number, row in enumerate(_rows(vouchers, locale)):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _rows(vouchers: Sequence[VoucherRecord], locale: str) -> Iterator[tuple[str, ...]]:
    language = "en" if locale == "en" else "zh-Hans"
    yield _HEADS[language]
    for one in vouchers:
        for line in one.lines:
            amount = _major(abs(line.amount_minor), one.currency)
            yield (
                one.number,
                one.booked_on.isoformat(),
                one.kind.value,
                line.account.value,
                _ACCOUNTS[language][line.account],
                amount if line.amount_minor > 0 else "",
                amount if line.amount_minor < 0 else "",
                one.currency,
                line.cost_center,
                one.person_name,
                line.memo,
                line.rule,
                one.report_title,
            )


def _major(minor: int, currency: str) -> str:
    digits = exponent_of(currency)
    if not digits:
        return str(minor)
    whole, rest = divmod(minor, 10**digits)
    return f"{whole}.{rest:0{digits}d}"


def _safe(cell: str) -> str:
    """Keep a spreadsheet from taking somebody's text for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
