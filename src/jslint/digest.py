"""The digest by which findings and cached verdicts are named, from the lean module that hashlib itself takes it from.

hashlib loads OpenSSL first, which takes as long as reading a report does; the standard library's `random` avoids it likewise.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another Python
    from hashlib import blake2b

__all__ = ["blake2b"]
