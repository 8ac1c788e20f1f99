"""Rules of the family `reading`, one in each file."""
