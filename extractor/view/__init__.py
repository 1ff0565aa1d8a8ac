"""How a record looks to people: what the command line and the web page share."""
