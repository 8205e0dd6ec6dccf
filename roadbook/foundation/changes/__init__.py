"""The one write path: commands run in a unit of work that versions and audits what they change.

`door` is what commands import; `models.SyncedModel` is what their rows inherit. What was recorded
is read by sync, the audit trail, search and reactions. Source: SYNC_PROTOCOL.md sections 3 to 5.
"""
