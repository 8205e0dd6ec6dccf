"""Work after commit: one job table is the truth; an embedded runner or Celery carries it out.

`door` is what commands and edges use; `runner` claims by lease; `engine` wakes whoever runs.
At least once: handlers are idempotent, bounded and resumable.
"""
