"""Rules of the family `wording`, one in each file."""
