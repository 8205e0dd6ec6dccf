"""The Chinese calendar: on which solar day a lunar date falls."""
