"""Bad input through the real HTTP API: refused with the right code and a sentence that helps, and
nothing changes. One file per kind of harm; `refusing.py` holds the comparison before and after.
"""
