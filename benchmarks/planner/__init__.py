"""The planner against published instances, other engines, simple habits and a simulated quarter.

Instances are read from a directory (`toptw/`, `ophs/`, `trip/`, each with its best known values);
none is part of this repository.
"""
