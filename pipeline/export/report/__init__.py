"""What exports say about themselves, and the parts of the report for people."""
