"""Outside systems, one directory each; each implements a Protocol from a slice's ports."""
