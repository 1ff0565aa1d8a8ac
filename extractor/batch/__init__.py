"""Many releases: one after the other, failures apart, output whole or not at all."""
