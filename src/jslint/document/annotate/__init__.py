"""Findings written into a copy of the document that they are about: comments, cell notes, highlights; the original is never opened for writing."""
