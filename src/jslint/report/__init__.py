"""Tree to report: figures with places, tables, sections and forms, read by a layout that is data."""
