"""One loader a slice: plain demo records in, rows out; `load` calls them in the slices' order."""
