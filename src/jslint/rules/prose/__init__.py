"""Rules of the family `prose`, one in each file."""
