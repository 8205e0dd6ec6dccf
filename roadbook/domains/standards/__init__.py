"""Travel standards (差旅标准): limits by grade, city tier and season, per-diem and mileage rates.

This slice owns the tables and the reading of them; the arithmetic is `engines.policy`. What is held
against a standard belongs to whoever asks.
"""
