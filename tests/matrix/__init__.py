"""Every route × role × relation (SYNC_PROTOCOL T-30), and no trace of a refusal (T-31).

The rows come from the API's own description; what each cell answers is declared in
`cells/<tag>.toml`, one table per operation:

    [getTrip]
    path = { trip_id = "$trip" }                    # names of the world, see world.py
    query = { limit = 5 }
    body = { name = "新", owner_id = "$owner" }
    shows = "$trip"                                 # the answer holds this text: 200+, else 200-
    cells = "200+ 404 404 200+ 404 200+ 200+ 200+ 401 200+ 200+"

in the order of PERSONAS. A route without a table, or a table without its route, fails. Write the
table without `cells`, and `ROADBOOK_MATRIX_RECORD=1 .venv/bin/pytest tests/matrix -p no:randomly`
fills in what the code answers today: read every number before you commit it.
"""
