"""Puts the pictures that the tests took where the documents show them, small enough to be read over a slow line.

`pictures.py` after `vscode-extension/ci`; a picture has the name that the documents call it by.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
TAKEN = ROOT / ".artefacts" / "vscode"
SHOWN = ROOT / "docs" / "images"
DOCUMENTS = (ROOT / "docs" / "vscode.md", ROOT / "vscode-extension" / "README.md")
_PICTURE = re.compile(r"images/(vscode-[\w-]+\.png)")
_MOST_BYTES = 200_000


def main() -> None:
    """Exits with the names of pictures that were not taken, or stay too large."""
    names = {name for document in DOCUMENTS for name in _PICTURE.findall(document.read_text("utf-8"))}
    if absent := sorted(name for name in names if not (TAKEN / name).is_file()):
        sys.exit(f"not taken: {', '.join(absent)}")
    for name in sorted(names):
        with Image.open(TAKEN / name) as picture:
            few = picture.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            few.save(SHOWN / name, optimize=True)
        print(f"{name}: {(SHOWN / name).stat().st_size // 1000} kB")
    if large := sorted(name for name in names if (SHOWN / name).stat().st_size > _MOST_BYTES):
        sys.exit(f"too large: {', '.join(large)}")
    for picture in SHOWN.glob("vscode-*.png"):
        if picture.name not in names:
            picture.unlink()


if __name__ == "__main__":
    main()
