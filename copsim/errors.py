"""The one exception for a user's mistake: a sentence that says what, why, and what to do next."""

import difflib
from collections.abc import Iterable


class InputError(ValueError):
    """Something the user asked for cannot be done; the message is one clear sentence."""


def nearest(word: str, known: Iterable[str]) -> str:
    """' (did you mean X?)' for the known word closest to ``word``, or an empty string."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f" (did you mean {matches[0]!r}?)" if matches else ""
