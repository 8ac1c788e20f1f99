"""Rules of the family `disclosure`, one in each file."""
