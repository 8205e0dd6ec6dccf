"""How long ways take: from what was observed to one factor on the estimate, region by region."""
