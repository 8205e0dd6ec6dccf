"""Text recognition on one's own machine: RapidOCR in one child process, QR codes by zxing-cpp.

The child is started at the first picture (its models take 0.6 GB), works on one picture at a time,
and is ended and replaced when it does not answer. No network, no key.
"""
