"""Search tokens: everything a person types to find a name meets the name's tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.matching.pinyin import sort_key
from roadbook.engines.matching.tokens import Term, terms_of, tokens_of

NAME = "上海华辰泵业有限公司"


def _meets(term: Term, tokens: list[str]) -> bool:
    exact = any(token in tokens for token in term.exact)
    return exact or any(t.startswith(p) for t in tokens for p in term.prefixes)


def _finds(query: str, *, title: str, words: str = "") -> bool:
    tokens = tokens_of(title=title, words=words)
    return all(_meets(term, tokens) for term in terms_of(query))


@pytest.mark.parametrize(
    "query",
    [
        "华辰",
        "华",
        "司",
        "华辰泵业",
        NAME,
        "hcby",
        "shhc",
        "huachen",
        "shanghai",
        "华辰 上海",
        "ＨＣＢＹ",
    ],
)
def test_finds_a_chinese_name(query: str) -> None:
    assert _finds(query, title=NAME)


@pytest.mark.parametrize("query", ["辰华", "北京", "hcbz", "beijing", "华泵"])
def test_does_not_find_another(query: str) -> None:
    assert not _finds(query, title=NAME)


@pytest.mark.parametrize("query", ["13812345678", "5678", "138 1234 5678", "138-1234", "12345"])
def test_finds_a_phone_number_by_any_part(query: str) -> None:
    assert _finds(query, title="王敏", words="+86 138-1234-5678")


@pytest.mark.parametrize("query", ["siemens", "Sie", "SIEMENS ag", "é"])
def test_finds_latin_words_by_their_beginning(query: str) -> None:
    assert _finds(query, title="Siemens AG Énergie")


def test_a_query_of_signs_has_no_terms() -> None:
    assert terms_of("（）、 * \" ' : ^ %") == []


@given(st.text(max_size=200))
def test_tokens_are_letters_and_digits_only(text: str) -> None:
    tokens = tokens_of(title=text, words=text)

    assert all(token.isalnum() or token[1:].isprintable() for token in tokens)
    assert not any(sign in token for token in tokens for sign in "\"'*:&|!() \\")


@given(st.text(alphabet="上海华辰泵业有限公司ABCabc 0123456789", min_size=1, max_size=40))
def test_a_whole_name_finds_itself(name: str) -> None:
    assert _finds(name, title=name)


def test_names_sort_by_sound() -> None:
    names = ["重庆", "北京", "Abb", "上海", "安徽"]

    assert sorted(names, key=sort_key) == ["Abb", "安徽", "北京", "重庆", "上海"]
