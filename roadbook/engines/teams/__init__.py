"""Who of a team visits whom, and how many hours a territory asks for. Pure, whole seconds."""
