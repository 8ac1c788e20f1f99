"""Starts the bundled jslint with the bundled libraries of this Python's version; nothing is installed."""

import sys
from pathlib import Path

OLDEST = (3, 11)


def main() -> None:
    """Put the libraries in front of all others and hand over to the command."""
    if sys.version_info < OLDEST:
        sys.exit(f"jslint needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}")
    libraries = Path(__file__).parent / "libs"
    own = libraries / f"cp{sys.version_info[0]}{sys.version_info[1]}"
    sys.path[:0] = [str(folder) for folder in (libraries / "common", own) if folder.is_dir()]
    from jslint.cli import main as command

    command(prog_name="jslint")


if __name__ == "__main__":
    main()
