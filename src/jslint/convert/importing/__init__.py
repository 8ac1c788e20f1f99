"""An existing report, in whatever file it stands, to a report file: readers, one neutral stream, a recogniser, a writer."""

from jslint.convert.importing.assemble import Document, Imported, import_documents
from jslint.convert.importing.formats import SUFFIXES
from jslint.convert.importing.paste import paste_rows
from jslint.convert.importing.reader import UnreadableError

__all__ = ["SUFFIXES", "Document", "Imported", "UnreadableError", "import_documents", "paste_rows"]
