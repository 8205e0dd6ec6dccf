"""The business, one slice a directory; a slice may import the public modules of any slice below."""
