"""One call to 高德: its envelope, its words for a used-up quota and a wrong key."""

from collections.abc import Mapping
from typing import Any, Final

from roadbook.domains.planning.contracts import RoadKeyRefused, RoadNotCovered, RoadQuotaUsedUp
from roadbook.foundation.http.outbound import Pace, UnreadableAnswer, ask_json

DEFAULT_URL: Final = "https://restapi.amap.com"
_QUOTA: Final = frozenset({"10003", "10004", "10010", "10014", "10015", "10019", "10020", "10021",
                           "10029", "10044", "10045", "40000"})  # fmt: skip
_KEY: Final = frozenset({"10001", "10002", "10005", "10006", "10007", "10008", "10009", "10011",
                         "10012", "10013", "10026", "10041"})  # fmt: skip


class AmapLine:
    """A key, an address, a pace."""

    def __init__(
        self, key: str, *, timeout_s: float, calls_a_second: int, url: str = DEFAULT_URL
    ) -> None:
        self._key = key
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s
        self._pace = Pace(calls_a_second)

    def ask(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        """Give the answer's body. Raises Unavailable by what it says of quota, key and question."""
        self._pace.wait()
        answer = ask_json(
            f"{self._url}{path}",
            timeout_s=self._timeout_s,
            query={**query, "key": self._key, "output": "JSON"},
        )
        match answer.data:
            case {"status": "1"}:
                body: Mapping[str, Any] = answer.data
                return body
            case {"status": "0", "infocode": str(code)}:
                if code in _QUOTA:
                    raise RoadQuotaUsedUp(said=code)
                if code in _KEY:
                    raise RoadKeyRefused(said=code)
                raise RoadNotCovered(said=code[:60])
        raise UnreadableAnswer(host="amap", reason="shape")
