"""Finding and comparing names: pinyin, search tokens of Chinese and Latin text."""
