"""People: names, titles, and which mentions name the same human."""
