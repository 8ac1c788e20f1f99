"""What editors and repairs need to know of an examination, independent of any editor."""
