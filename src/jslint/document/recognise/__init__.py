"""An existing report, in whatever file it stands, to a report file: readers, one neutral stream, a recogniser, a writer."""

from jslint.document.read.reader import UnreadableError
from jslint.document.recognise.assemble import Document, Imported, import_documents

__all__ = ["Document", "Imported", "UnreadableError", "import_documents"]
