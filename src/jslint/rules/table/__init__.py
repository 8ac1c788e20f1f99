"""Rules of the family `table`, one in each file."""
