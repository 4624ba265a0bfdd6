"""View models: read-only properties, verbs and signals; they live on the GUI thread."""
