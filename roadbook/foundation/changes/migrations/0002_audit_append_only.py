"""The audit trail is append-only in the database too: an edit is refused, whoever tries."""

from django.db import migrations

_SQLITE = """
CREATE TRIGGER audit_entry_no_edit BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
"""
_POSTGRESQL = """
CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$;
CREATE TRIGGER audit_entry_no_edit BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse();
"""


def forbid_edits(apps, editor):
    editor.execute(_SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = [("changes", "0001_initial")]
    operations = [migrations.RunPython(forbid_edits, migrations.RunPython.noop)]
