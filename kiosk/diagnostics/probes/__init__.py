"""A module a group of checks, each with `probe(request, tell)`; for a probe process only."""
