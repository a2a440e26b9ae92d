"""``python -m corroborate`` is the command ``corroborate``."""

from corroborate.cli.main import main

main()
