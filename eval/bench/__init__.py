"""bench: measurements run by hand, each module with its command. Nothing here runs as a test."""
