"""The way to the servers: link, names, reachability, certificates, clock. Knows no meeting."""
