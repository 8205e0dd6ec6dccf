from django.db import migrations


def add_tokens(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_document ADD COLUMN tokens tsvector")
        schema_editor.execute(
            "CREATE INDEX search_document_tokens ON search_document USING gin (tokens)"
        )
    else:
        schema_editor.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "tokens, tokenize=\"unicode61 remove_diacritics 0\", detail=none, columnsize=0)"
        )


def drop_tokens(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_document DROP COLUMN tokens")
    else:
        schema_editor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(add_tokens, drop_tokens)]
