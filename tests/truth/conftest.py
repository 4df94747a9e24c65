"""The measurement's own modules are found from here, as they are when it is started as a program."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
