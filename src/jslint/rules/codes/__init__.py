"""Rules of the family `codes`, one in each file."""
