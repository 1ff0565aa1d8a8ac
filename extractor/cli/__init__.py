"""The command line: one thin module a command over a plain function."""
