"""The text layer: bytes to text, a cleaned view with a map home, tokens, sentences, zones, language."""
