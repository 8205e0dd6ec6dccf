"""What leaves the unit of work: the live stream, "what changed since", and the pull.

The stream carries no data. Source: SYNC_PROTOCOL.md sections 7 and 14.
"""
