"""Each own lint fails on a deliberate break and passes on its mended twin."""
