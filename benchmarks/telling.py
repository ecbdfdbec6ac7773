"""Progress on standard error: which part, and how far it is."""

import sys
import time


class Telling:
    """Says what is being measured; on a terminal in one line that is written over."""

    def __init__(self, parts: int, quiet: bool = False) -> None:
        self.parts, self.quiet, self.began = parts, quiet, time.monotonic()
        self.part, self.number = "", 0

    def start(self, part: str) -> None:
        """The next part begins."""
        self.part, self.number = part, self.number + 1
        self("")

    def __call__(self, what: str, done: int = 0, of: int = 0) -> None:
        """Say what comes now, and how much of it is done."""
        if self.quiet:
            return
        counted = f" {done} of {of}" if of else ""
        line = f"[{time.monotonic() - self.began:4.0f} s] part {self.number} of {self.parts}: {self.part}"
        line += f": {what}{counted}" if what else ""
        if sys.stderr.isatty():
            print(f"\r{line[:118]:118}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line to the table."""
        if not self.quiet and sys.stderr.isatty():
            print(f"\r{'':118}\r", end="", file=sys.stderr, flush=True)
