"""Plausible names of companies that buy pumps, unique by construction."""

from dataclasses import dataclass

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.words import pairs

FIRST = pairs("""
    华:Hua 东:Dong 恒:Heng 瑞:Rui 鼎:Ding 盛:Sheng 宏:Hong 泰:Tai 新:Xin 金:Jin 永:Yong 中:Zhong
    海:Hai 天:Tian 德:De 信:Xin 嘉:Jia 凯:Kai 博:Bo 星:Xing 康:Kang 绿:Lyu 正:Zheng 远:Yuan
    安:An 荣:Rong 润:Run 腾:Teng 捷:Jie 科:Ke 联:Lian 创:Chuang 通:Tong 百:Bai 万:Wan 亿:Yi
    福:Fu 吉:Ji 佳:Jia 明:Ming
""")
SECOND = pairs("""
    源:yuan 达:da 泰:tai 丰:feng 盛:sheng 辉:hui 隆:long 成:cheng 峰:feng 阳:yang 宇:yu 合:he
    力:li 康:kang 润:run 诚:cheng 业:ye 翔:xiang 洁:jie 源兴:yuanxing 立:li 维:wei 信:xin 科:ke
    邦:bang 利:li 特:te 能:neng 景:jing 禾:he 川:chuan 益:yi 晟:sheng 朗:lang 耀:yao 飞:fei
    程:cheng 博:bo 拓:tuo 宁:ning
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry:
    """A branch that buys pumps: its words in names, and how much it needs."""

    code: str
    chinese: str
    english: str
    words: tuple[tuple[str, str], ...]
    need: float


INDUSTRIES = (
    Industry(
        code="chemicals",
        chinese="化工",
        english="Chemicals",
        words=(("化工", "Chemical"), ("新材料", "New Materials"), ("精细化工", "Fine Chemicals")),
        need=1.3,
    ),
    Industry(
        code="water",
        chinese="水务环保",
        english="Water and environment",
        words=(("水务", "Water"), ("环保科技", "Environmental"), ("水处理", "Water Treatment")),
        need=1.2,
    ),
    Industry(
        code="pharma",
        chinese="医药",
        english="Pharmaceuticals",
        words=(("制药", "Pharmaceutical"), ("生物科技", "Biotech"), ("药业", "Pharma")),
        need=1.1,
    ),
    Industry(
        code="food",
        chinese="食品饮料",
        english="Food and beverage",
        words=(("食品", "Foods"), ("饮料", "Beverage"), ("乳业", "Dairy")),
        need=0.9,
    ),
    Industry(
        code="electronics",
        chinese="电子半导体",
        english="Electronics",
        words=(("电子", "Electronics"), ("半导体", "Semiconductor"), ("光电", "Optoelectronics")),
        need=1.0,
    ),
    Industry(
        code="machinery",
        chinese="机械装备",
        english="Machinery",
        words=(("机械", "Machinery"), ("重工", "Heavy Industry"), ("装备制造", "Equipment")),
        need=0.8,
    ),
    Industry(
        code="textile",
        chinese="纺织印染",
        english="Textiles",
        words=(("纺织", "Textile"), ("印染", "Dyeing"), ("化纤", "Chemical Fiber")),
        need=0.7,
    ),
    Industry(
        code="energy",
        chinese="能源",
        english="Energy",
        words=(("新能源", "New Energy"), ("热电", "Thermal Power"), ("能源科技", "Energy")),
        need=1.0,
    ),
)
_BRANDS = [(a, b) for a in FIRST for b in SECOND]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyName:
    """A company's registered name, its English name and its branch."""

    chinese: str
    english: str
    industry: Industry


def company_name(*, city: str, city_en: str, number: int, seed: str) -> CompanyName:
    """Give the company `number` of a city: distinct numbers of one city never share a name.

    Numbers walk through all brands × words, some 36,000 a city; then a plant number is added.
    """
    words = [(industry, word) for industry in INDUSTRIES for word in industry.words]
    size = len(_BRANDS) * len(words)
    place = (number * _STRIDE + Dice(seed, "names", city).between(0, size - 1)) % size
    first, second = _BRANDS[place // len(words)]
    industry, (word, word_en) = words[place % len(words)]
    plant = number // size
    suffix = f"{plant + 1}厂" if plant else ""
    suffix_en = f" Plant {plant + 1}" if plant else ""
    return CompanyName(
        chinese=f"{city}{first}{second}{word}有限公司{suffix}",
        english=f"{city_en} {FIRST[first]}{SECOND[second]} {word_en} Co., Ltd.{suffix_en}",
        industry=industry,
    )


_STRIDE = 15_013
"""A prime that shares no factor with the number of brand and word pairs: every place comes once."""
