"""``python -m copsim`` is ``copsim``."""

import sys

from copsim.cli import main

sys.exit(main())
