"""Quotes: what is somebody's words, between quotation marks or reported, with the person who said it."""
