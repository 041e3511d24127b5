"""``python -m pipeline``: see ``python -m pipeline --help``."""

from pipeline.cli.app import main

if __name__ == "__main__":
    main()
