"""Roles: boundaries, roles in brackets, and a finder of its own where no model knows roles."""
