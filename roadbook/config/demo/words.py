"""Word lists written as text: `A:B A:B` pairs and plain lists."""


def pairs(text: str) -> dict[str, str]:
    """Read "a:b c:d" into {"a": "b", "c": "d"}."""
    return dict(pair.split(":") for pair in text.split())


def words(text: str) -> tuple[str, ...]:
    """Read words parted by white space."""
    return tuple(text.split())
