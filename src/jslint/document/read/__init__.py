"""Documents of any kind to the neutral stream: PDF, Word, Excel, web pages and text."""
