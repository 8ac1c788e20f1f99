"""How the server is reached: standard input and output, or a port of this machine."""

from __future__ import annotations

import gc

from jslint.lsp.session import new_server

LOCAL = "127.0.0.1"
"""Where to listen unless told otherwise: reports are nobody else's business."""


class AddressError(ValueError):
    """An address to listen at that is none; the message is for the person who gave it."""


def serve(address: str | None = None) -> None:
    """Serve one editor until it leaves. Raises AddressError for an address that is not `[host:]port`."""
    server = new_server()
    gc.freeze()  # what is loaded stays: a collection in the middle of typing need not look at it
    if address is None:
        server.start_io()
        return
    host, _, port = address.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise AddressError(f"不是端口：{address}")
    try:
        server.start_tcp(host or LOCAL, int(port))
    except OSError as error:
        raise AddressError(f"无法在 {address} 等待连接：{error.strerror or error}") from error
