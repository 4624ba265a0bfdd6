"""What everything stands on: settings file, logging, errors, files, child processes."""
