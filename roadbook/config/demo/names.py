"""Plausible names of people: Chinese with pinyin order, and the English form used abroad."""

from dataclasses import dataclass

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.words import pairs

SURNAMES = pairs("""
    王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 赵:Zhao 黄:Huang 周:Zhou 吴:Wu 徐:Xu 孙:Sun
    胡:Hu 朱:Zhu 高:Gao 林:Lin 何:He 郭:Guo 马:Ma 罗:Luo 梁:Liang 宋:Song 郑:Zheng 谢:Xie 韩:Han
    唐:Tang 冯:Feng 于:Yu 董:Dong 萧:Xiao 程:Cheng 曹:Cao 袁:Yuan 邓:Deng 许:Xu 傅:Fu 沈:Shen
    曾:Zeng 彭:Peng 吕:Lyu 苏:Su 卢:Lu 蒋:Jiang 蔡:Cai 贾:Jia 丁:Ding 魏:Wei 薛:Xue 叶:Ye 阎:Yan
    余:Yu 潘:Pan 杜:Du 戴:Dai 夏:Xia 钟:Zhong 汪:Wang 田:Tian 任:Ren 姜:Jiang 范:Fan 方:Fang
    石:Shi 姚:Yao 谭:Tan 廖:Liao 邹:Zou 熊:Xiong 金:Jin 陆:Lu 郝:Hao 孔:Kong
""")
GIVEN = pairs("""
    伟:Wei 芳:Fang 敏:Min 静:Jing 丽:Li 强:Qiang 磊:Lei 军:Jun 洋:Yang 勇:Yong 艳:Yan 杰:Jie
    娟:Juan 涛:Tao 明:Ming 超:Chao 霞:Xia 平:Ping 刚:Gang 华:Hua 建国:Jianguo 志强:Zhiqiang
    晓雯:Xiaowen 文静:Wenjing 俊杰:Junjie 雨桐:Yutong 子涵:Zihan 浩然:Haoran 思远:Siyuan
    佳怡:Jiayi 欣怡:Xinyi 国强:Guoqiang 建华:Jianhua 海燕:Haiyan 晓东:Xiaodong 立新:Lixin
    家豪:Jiahao 嘉欣:Jiaxin 天宇:Tianyu 梦瑶:Mengyao 永康:Yongkang 秀英:Xiuying 振华:Zhenhua
    春梅:Chunmei 志远:Zhiyuan 慧敏:Huimin 凯:Kai 鹏:Peng 琳:Lin 宁:Ning 昊:Hao 倩:Qian 颖:Ying
    斌:Bin 博文:Bowen 雪梅:Xuemei 一鸣:Yiming 书瑶:Shuyao 海波:Haibo 丹:Dan
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in Chinese and in Latin letters (given name first)."""

    chinese: str
    latin: str


def person_name(dice: Dice) -> PersonName:
    """Draw a name; two draws may well be the same person's name, as in life."""
    surname, given = dice.one(list(SURNAMES)), dice.one(list(GIVEN))
    return PersonName(chinese=surname + given, latin=f"{GIVEN[given]} {SURNAMES[surname]}")
