"""Reports made from something else: a layout, another document, a paste."""
