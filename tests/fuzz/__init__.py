"""Fuzzers that run for long, by hand. A short, seeded run of each is in the suite."""
