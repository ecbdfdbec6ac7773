"""Progress on standard error: a bar in a terminal, now and then a line elsewhere, nothing if quiet."""

import sys
import time
from typing import Any

BAR = "{l_bar}{bar}| {elapsed} so far, {remaining} to go"
SECONDS_BETWEEN_LINES = 10.0


class Progress:
    """Called with (done, total); a context manager that closes the bar."""

    def __init__(self, what: str, quiet: bool) -> None:
        self.what, self.quiet = what, quiet
        self._bar: Any = None
        self._last_line = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, done: int, total: int) -> None:
        if self.quiet:
            return
        if sys.stderr.isatty():
            self._show_bar(done, total)
        elif done >= total or time.monotonic() - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            say(f"{self.what}: {done:,} of {total:,}", self.quiet)

    def _show_bar(self, done: int, total: int) -> None:
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=self.what, file=sys.stderr, leave=False, bar_format=BAR)
        self._bar.total = total
        self._bar.update(done - self._bar.n)


def say(text: str, quiet: bool) -> None:
    """A line on standard error, unless quiet."""
    if not quiet:
        print(text, file=sys.stderr, flush=True)
