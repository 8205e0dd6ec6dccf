"""Measurements as ratios to a peer or to the bare database, in the same run (`make bench`)."""
