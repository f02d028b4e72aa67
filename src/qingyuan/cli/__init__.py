"""The command line: the offline verbs. Other rooms hang theirs in by entry point."""
