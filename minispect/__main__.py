"""``python -m minispect``: the command, where it is not on the path."""

from minispect.cli import main

if __name__ == "__main__":
    main()
