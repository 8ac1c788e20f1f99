"""The protocol with habits of our own: documents are kept by us, and a request that makes no sense or comes too late is answered."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol

KEPT_BY_US = (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE)
"""Notifications whose built-in handlers keep a second copy of every text, with lines that end at U+2028 too."""


class Protocol(LanguageServerProtocol):
    """The language server protocol over pygls."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As pygls makes it, without its document store."""
        super().__init__(*args, **kwargs)
        for method in KEPT_BY_US:
            del self.fm.builtin_features[method]

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The message as an object; a request whose parameters do not fit gets an error for an answer, not silence."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Deal with a message; after `shutdown` a request gets the error that the protocol has for it, not silence."""
        if self._shutdown and hasattr(message, "id") and hasattr(message, "method"):
            self._send_response(message.id, error=JsonRpcInvalidRequest().to_response_error())
        else:
            super().handle_message(message)
