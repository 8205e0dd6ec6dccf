"""Read invoices and receipts: bytes or text lines in, draft facts out.

Pure and deterministic: no network, no clock, no settings. Every reader has hard limits, because
every file is somebody else's. Exact sources (XML, OFD, PDF text, QR code) are preferred to optical
recognition, in that order (FIELD_NOTES 2.6); what several sources say about one document is put
together by `merging.merged`.
"""
