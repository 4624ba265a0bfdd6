"""Updates: fetched, proven, installed at night, and taken back when they do not run well."""
