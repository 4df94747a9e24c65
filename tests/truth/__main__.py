"""``make truth``: how well the checks judge, measured on violations planted in clean programs. See docs/truth.md."""

import sys

from truth.command import main

if __name__ == "__main__":
    sys.exit(main())
