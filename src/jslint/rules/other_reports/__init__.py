"""Rules of the family `other_reports`, one in each file."""
