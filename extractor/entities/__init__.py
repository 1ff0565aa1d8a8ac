"""Identity across an archive: who and what is one and the same in many records."""
