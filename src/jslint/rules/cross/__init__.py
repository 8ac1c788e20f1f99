"""Rules of the family `cross`, one in each file."""
