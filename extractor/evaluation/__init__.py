"""Gold releases, scores of records against them, and the measurements the figures in README and model card come from."""
