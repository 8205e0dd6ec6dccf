"""Travel policy as arithmetic: per-diem, mileage, standards. Pure: no clock, no I/O."""
