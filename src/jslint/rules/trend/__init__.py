"""Rules of the family `trend`, one in each file."""
