"""Counts, lists and labels within a sentence."""

from collections.abc import Sequence


def counted(count: int, what: str) -> str:
    """'1 arm', '9 arms'."""
    return f"{count} {what}" + ("" if count == 1 else "s")


def listed(words: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def lowered(label: str) -> str:
    """A label within a sentence."""
    return label[0].lower() + label[1:]
