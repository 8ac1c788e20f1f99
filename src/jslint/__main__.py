"""`python -m jslint`."""

from jslint.cli import main

main(prog_name="jslint")
