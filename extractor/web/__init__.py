"""A local web page over an index of records: to look, and to answer what is in doubt."""
