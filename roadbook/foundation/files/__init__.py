"""Files by content hash: stored once, inspected before parsing, originals kept unchanged.

`door` stores and gives bytes; who may read a file is asked of its uploader and of the slices whose
rows refer to it. Source: SYNC_PROTOCOL.md section 13.
"""
