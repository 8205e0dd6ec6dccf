"""Guess what each column means from its heading, Chinese or English, and from its cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from roadbook.engines.sheets.cells import read_class, read_date, read_position

_SAMPLE = 40
_MOSTLY = 0.7
_NOT_WORD = re.compile(r"[\s_\-*:：()（）/\\.]+")


class Column(StrEnum):
    """What a column of a customer list may mean."""

    NAME = "name"
    NAME_LATIN = "name_latin"
    ADDRESS = "address"
    CITY = "city"
    DISTRICT = "district"
    LAT = "lat"
    LON = "lon"
    POSITION = "position"
    DATUM = "datum"
    CUSTOMER_CLASS = "customer_class"
    LAST_VISIT = "last_visit"
    OWNER = "owner"
    PHONE = "phone"
    TAX_NUMBER = "tax_number"
    WEBSITE = "website"
    INDUSTRY = "industry"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    EXTERNAL_ID = "external_id"
    NOTE = "note"


_WORDS: Mapping[Column, str] = {
    Column.NAME: (
        "客户名称 客户 公司名称 公司 企业名称 单位名称 名称 客户全称 企业 name accountname "
        "account company companyname customer customername organization"
    ),
    Column.NAME_LATIN: "英文名称 英文名 englishname nameen latinname",
    Column.ADDRESS: "地址 详细地址 公司地址 客户地址 联系地址 注册地址 address street fulladdress",
    Column.CITY: "城市 所在城市 市 地市 所在地区 地区 city town",
    Column.DISTRICT: "区县 区 县 行政区 district county",
    Column.LAT: "纬度 lat latitude",
    Column.LON: "经度 lon lng long longitude",
    Column.POSITION: "坐标 经纬度 位置 定位 position coordinates latlng latlon location geo",
    Column.DATUM: "坐标系 坐标系统 坐标类型 datum crs coordinatesystem coordsystem",
    Column.CUSTOMER_CLASS: (
        "客户等级 等级 级别 客户级别 客户类别 类别 分类 客户分类 abc abc分类 class grade tier "
        "customerclass rating priority"
    ),
    Column.LAST_VISIT: (
        "上次拜访 上次拜访日期 最近拜访 最近拜访日期 最近拜访时间 最后拜访 最后拜访日期 拜访日期 "
        "lastvisit lastvisited lastvisitdate lastcontact lastactivity"
    ),
    Column.OWNER: (
        "负责人 业务员 销售 销售员 客户经理 跟进人 所有人 归属人 销售代表 "
        "owner rep salesrep salesperson accountowner seller assignedto"
    ),
    Column.PHONE: "电话 公司电话 座机 固定电话 客户电话 联系电话 phone telephone tel phonenumber",
    Column.TAX_NUMBER: (
        "税号 纳税人识别号 统一社会信用代码 信用代码 社会信用代码 "
        "taxnumber taxid vat vatnumber uscc creditcode"
    ),
    Column.WEBSITE: "网址 网站 官网 website url web homepage",
    Column.INDUSTRY: "行业 所属行业 客户行业 industry sector",
    Column.CONTACT_NAME: "联系人 联系人姓名 主要联系人 contact contactname contactperson",
    Column.CONTACT_PHONE: "联系人电话 联系人手机 手机 手机号 手机号码 mobile cell contactphone",
    Column.EXTERNAL_ID: (
        "客户编号 编号 客户编码 客户代码 编码 id externalid code accountid customerid customerno"
    ),
    Column.NOTE: "备注 说明 描述 note notes remark remarks comment description",
}
_COLUMN_OF = {word: column for column, text in _WORDS.items() for word in text.split()}
_PHONE = re.compile(r"^[+()\d\s\-]{7,20}$")
_TAX = re.compile(r"^[0-9A-Z]{18}$")
_LOOKS: tuple[tuple[Column, Callable[[str], bool]], ...] = (
    (Column.TAX_NUMBER, lambda cell: bool(_TAX.match(cell))),
    (Column.CUSTOMER_CLASS, lambda cell: read_class(cell) is not None and len(cell) == 1),
    (Column.LAST_VISIT, lambda cell: "-" in cell and read_date(cell) is not None),
    (Column.POSITION, lambda cell: "," in cell and read_position(cell) is not None),
    (Column.NAME, lambda cell: cell.endswith(("公司", "厂", "集团", "Ltd.", "Inc."))),
    (Column.ADDRESS, lambda cell: "市" in cell and ("路" in cell or "区" in cell)),
    (Column.PHONE, lambda cell: bool(_PHONE.match(cell))),
)


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[Column, int]:
    """Map meanings to column numbers: by heading first, else by what the cells look like.

    Each meaning and each column is used once; the leftmost column wins.
    """
    guessed: dict[Column, int] = {}
    taken: set[int] = set()
    for place, heading in enumerate(header):
        column = _by_heading(heading)
        if column is not None and column not in guessed:
            guessed[column] = place
            taken.add(place)
    for place in range(len(header)):
        if place in taken:
            continue
        column = _by_cells([row[place] for row in rows[:_SAMPLE] if row[place]])
        if column is not None and column not in guessed:
            guessed[column] = place
    return guessed


def _by_heading(heading: str) -> Column | None:
    plain = _NOT_WORD.sub("", heading.lower())
    if plain in _COLUMN_OF:
        return _COLUMN_OF[plain]
    inside = [word for word in _COLUMN_OF if len(word) > 1 and not word.isascii() and word in plain]
    return _COLUMN_OF[max(inside, key=len)] if inside else None


def _by_cells(cells: Sequence[str]) -> Column | None:
    if not cells:
        return None
    for column, looks in _LOOKS:
        if sum(map(looks, cells)) >= _MOSTLY * len(cells):
            return column
    return None
