"""Rules of the family `performance`, one in each file."""
