"""One search over all record types, in Chinese and English, within what a person may read.

`indexing` is called inside the unit of work for the rows it stamped; `finding` answers. The engine
is SQLite's FTS5 or a PostgreSQL tsvector with GIN behind one interface; the tokens are made by
`engines.matching`, so that both find the same. Source: STACK.md section 3.2.
"""
