"""What devices send: operations, applied once, in order, by the commands that screens use too.

`ops` reads them, `ledger` knows which were answered already and what number comes next, `applying`
runs one of them, `fields` and `merging` decide about concurrent edits, `batch` ties it together.
Source: SYNC_PROTOCOL.md sections 8, 10, 11 and 16.
"""
