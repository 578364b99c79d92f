"""``python -m accord.cli``: the same as ``accord``."""

from accord.cli import main

main()
