"""The edge's mechanics: actors, problems, paging, field types, health, metrics."""
