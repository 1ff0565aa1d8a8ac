"""From files, folders and streams to releases."""
