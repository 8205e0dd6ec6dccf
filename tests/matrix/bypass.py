"""T-40: every write of a synced table goes through the unit of work.

Triggers log each written row with the head at that moment; the unit of work then stamps the row
with a higher version. A row whose version did not rise was written outside, or never recorded.
"""

from django.db import connection

from roadbook.foundation.changes.types import registry

_LOG = "CREATE TABLE bypass_log (name varchar(64), rid varchar(36), head bigint)"
_HEAD = "(SELECT COALESCE(MAX(version), 0) FROM sync_head)"
_NEVER = 2**60
_SQLITE = """
CREATE TRIGGER bypass_{event}_{table} AFTER {event} ON {table} {when}
BEGIN INSERT INTO bypass_log VALUES ('{table}', {row}.id, {head}); END"""
_POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION bypass_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP = 'DELETE' THEN
  INSERT INTO bypass_log VALUES (TG_TABLE_NAME, OLD.id::text, {_NEVER});
ELSE
  INSERT INTO bypass_log VALUES (TG_TABLE_NAME, NEW.id::text, {_HEAD});
END IF; RETURN NULL; END $$"""  # noqa: S608  # constants only
_POSTGRESQL = """
CREATE TRIGGER bypass_{event} AFTER {event} ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION bypass_note()"""
# the time of the last sign-in is private to the server and enters no replica
_UNSTAMPED = {"identity_person": ("last_login", "password")}


def watch_tables() -> None:
    """Put the triggers on every synced table, in the surrounding transaction."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_LOG)
        if not is_sqlite:
            cursor.execute(_POSTGRESQL_FUNCTION)
        for table in _tables():
            for event in ("INSERT", "UPDATE", "DELETE"):
                facts = {
                    "table": table,
                    "event": event,
                    "row": "OLD" if event == "DELETE" else "NEW",
                    "when": _unstamped(table, is_sqlite=is_sqlite) if event == "UPDATE" else "",
                    "head": _NEVER if event == "DELETE" else _HEAD,
                }
                cursor.execute((_SQLITE if is_sqlite else _POSTGRESQL).format(**facts))


def bypassed() -> list[str]:
    """Name the rows written since then that the unit of work did not stamp."""
    found: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, rid, MAX(head) FROM bypass_log GROUP BY name, rid")
        for table, rid, head in cursor.fetchall():
            statement = f"SELECT version FROM {table} WHERE id = %s"  # noqa: S608  # our own table
            cursor.execute(statement, [rid])
            row = cursor.fetchone()
            if row is None or row[0] <= head:
                found.append(f"{table} {rid} was written outside the unit of work")
    return found


def _tables() -> list[str]:
    return sorted(t.model._meta.db_table for t in registry.by_rtype.values())


def _unstamped(table: str, *, is_sqlite: bool) -> str:
    """Say when an update counts: not the stamping itself, not a column that no replica holds."""
    same = "IS" if is_sqlite else "IS NOT DISTINCT FROM"
    parts = [f"NEW.version {same} OLD.version"]
    parts += [f"NEW.{column} {same} OLD.{column}" for column in _UNSTAMPED.get(table, ())]
    return f"WHEN ({' AND '.join(parts)})"
