"""Euro amounts: value, hedge, year, source, purpose, rate and parts, by rules alone."""
