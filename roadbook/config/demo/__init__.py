"""The demo company: an industrial pump supplier with a year of history, made from one seed.

`generate` is pure and gives plain records; `loaders` write them slice by slice. Same seed, day and
scale give the same company, down to the ids.
"""
