"""Writes the pages of a report as files: a web page, a Word document, a PDF."""
