"""Streets and industrial parks for plausible addresses."""

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.words import words

STREETS = words("""
    创新路 工业大道 科技路 兴业路 人民路 建设路 新华路 长江路 黄河路 中山路 解放路 和平路 振兴路
    园区一路 园区二路 纬三路 经五路 滨河路 富民路 开发大道 迎宾路 学府路 金桥路 银海路 明珠路
    祥云路 腾飞路 康宁路 望江路 锦绣路
""")
PARKS = ("经济开发区", "高新技术产业园", "智能制造产业园", "化工园区", "临港工业园", "科创园")


def street_address(dice: Dice) -> str:
    """Draw the part of an address after the district: park or street and number."""
    street = f"{dice.one(STREETS)}{dice.between(1, 998)}号"
    return f"{dice.one(PARKS)}{street}" if dice.chance(0.4) else street
