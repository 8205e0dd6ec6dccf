"""List of 50 from 100,000 accounts, customer page and search: beside bare SQL and a peer.

Every request goes through the whole stack in this process (Django's test client, session sign-in);
bare SQL is the same data by sqlite3 and json. Rounds are interleaved; figures are CPU milliseconds.
`python benchmarks/customers.py --accounts 100000 --rounds 40` writes results/customers.json.
"""

import argparse
import json
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

Call = Callable[[], object]
LIST_SQL = """
    SELECT a.id, a.name, a.owner_id, a.customer_class, a.lifecycle_stage, a.city_code, a.district,
           a.industry, a.territory_id, a.lat, a.lon, a.position_state, p.name, a.version
    FROM customers_account a JOIN identity_person p ON p.id = a.owner_id
    WHERE a.deleted_at IS NULL {own} ORDER BY a.sort_key, a.id LIMIT 51"""
TAG_SQL = "SELECT account_id, tag_id FROM customers_taglink WHERE account_id IN ({marks})"
PAGE_SQL = (
    "SELECT * FROM customers_account WHERE id = ?",
    """SELECT c.*, l.role FROM customers_accountcontact l JOIN customers_contact c
       ON c.id = l.contact_id WHERE l.account_id = ? AND l.deleted_at IS NULL""",
    "SELECT * FROM customers_opportunity WHERE account_id = ? AND deleted_at IS NULL",
    "SELECT * FROM customers_order WHERE account_id = ? ORDER BY ordered_on DESC LIMIT 20",
    "SELECT * FROM customers_contract WHERE account_id = ? AND deleted_at IS NULL",
    "SELECT * FROM customers_keydate WHERE account_id = ? AND deleted_at IS NULL",
    "SELECT * FROM customers_accountmember WHERE account_id = ? AND deleted_at IS NULL",
    "SELECT * FROM customers_taglink WHERE account_id = ?",
)
SEARCH_SQL = (
    "SELECT d.rtype, d.rid, d.title, d.subtitle FROM search_document d WHERE d.id IN"
    " (SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT 500) LIMIT 20"
)


def cpu_ms(call: Call) -> float:
    before = time.process_time()
    call()
    return (time.process_time() - before) * 1000


def compare(ways: dict[str, Call], rounds: int) -> dict[str, float]:
    """Measure several ways in turns; give the median CPU milliseconds of each."""
    for call in ways.values():
        call()
    seen: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, call in ways.items():
            seen[name].append(cpu_ms(call))
    return {name: round(statistics.median(values), 3) for name, values in seen.items()}


SEARCHES = (
    ("two Chinese characters", "启元", '"启元"'),
    ("a whole name", "启元水处理", '"启元" AND "元水" AND "水处" AND "处理"'),
)


def bare(database: str) -> Callable[..., Call]:
    """Give a maker of calls that run statements without Django and write JSON."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA cache_size=-20000")

    def run(statements: tuple[str, ...], values: tuple[str, ...]) -> Call:
        return lambda: json.dumps(
            [connection.execute(sql, values).fetchall() for sql in statements], default=str
        )

    return run


def measure(database: str, accounts: int, rounds: int) -> dict[str, object]:
    from django.test import Client
    from django.urls import path

    from benchmarks import company as company_of
    from benchmarks import peer
    from roadbook.config import urls

    urls.urlpatterns.insert(0, path("bench/drf", peer.account_list))
    built_from = time.monotonic()
    company = company_of.build(accounts)
    built_s = round(time.monotonic() - built_from)
    sql = bare(database)
    admin, seller = Client(), Client()
    admin.force_login(company.admin)
    seller.force_login(company.seller)

    def get(client: Client, address: str) -> Call:
        def call() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code, answer.content[:300])

        return call

    own = "AND a.owner_id = ?"
    page = f"/api/v1/customers/accounts/{company.account.id}"
    results = {
        "list of 50, sees all": compare(
            {
                "bare SQL": sql((LIST_SQL.format(own=""),), ()),
                "Roadbook": get(admin, "/api/v1/customers/accounts?limit=50"),
                "Django REST framework": get(admin, "/bench/drf"),
            },
            rounds,
        ),
        "list of 50, a seller's own": compare(
            {
                "bare SQL": sql((LIST_SQL.format(own=own),), (company.seller.id.hex,)),
                "Roadbook": get(seller, "/api/v1/customers/accounts?limit=50"),
                "Django REST framework": get(seller, "/bench/drf"),
            },
            rounds,
        ),
        "customer page": compare(
            {"bare SQL": sql(PAGE_SQL, (company.account.id.hex,)), "Roadbook": get(admin, page)},
            rounds,
        ),
    }
    for title, text, terms in SEARCHES:
        ways = {"bare SQL": sql((SEARCH_SQL,), (terms,))}
        ways["Roadbook"] = get(admin, f"/api/v1/search?q={text}")
        results[f"search, {title}"] = compare(ways, rounds)
    return report(results, accounts=accounts, rounds=rounds, built_s=built_s)


def report(
    results: dict[str, dict[str, float]], *, accounts: int, rounds: int, built_s: int
) -> dict[str, object]:
    """Give the result as it is written down."""
    return {
        "accounts": accounts,
        "rounds": rounds,
        "built_s": built_s,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "unit": "CPU ms a request, median",
        "results": results,
        "ratio_to_bare_sql": {
            name: round(ways["Roadbook"] / ways["bare SQL"], 1) for name, ways in results.items()
        },
        "ratio_to_drf": {
            name: round(ways["Roadbook"] / ways["Django REST framework"], 2)
            for name, ways in results.items()
            if "Django REST framework" in ways
        },
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="roadbook-bench-") as directory:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "roadbook.config.settings",
            "ROADBOOK_DATA_DIR": directory,
            "ROADBOOK_DATABASE_URL": "",
            "ROADBOOK_ACCESS_LOG": "0",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        result = measure(f"{directory}/roadbook.sqlite3", arguments.accounts, arguments.rounds)
    text = json.dumps(result, ensure_ascii=False, indent=2)
    (HERE / "results" / "customers.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
