"""A screen as a short text for links, and back: ``1.`` and base64url of the deflated JSON of what differs.

static/codec.js is the same in the browser; tests/browser holds them to each other. The number before the dot is the
version of the format: a Lab that does not know it says so instead of guessing. zlib's checksum finds mistyped links.
"""

import base64
import binascii
import json
import zlib
from typing import Any

from copsim.app.limits import BODY_BYTES, LINK_CHARACTERS
from copsim.errors import InputError

VERSION = "1"
NEXT = "copy the whole link again, or start from the Lab's first page"


def packed(screen: dict[str, Any]) -> str:
    """The code of a screen."""
    text = json.dumps(screen, separators=(",", ":"), sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{VERSION}.{base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip('=')}"


def unpacked(code: str) -> dict[str, Any]:
    """The screen of a code. Errors: InputError for another version, a damaged code, or one that is too long."""
    if len(code) > LINK_CHARACTERS:
        raise InputError(f"the link is {len(code):,} characters long, more than {LINK_CHARACTERS:,}; {NEXT}")
    version, dot, body = code.partition(".")
    if not dot or not version.isascii() or not version.isdigit():
        raise InputError(f"this is no link of the Lab: it must start with '{VERSION}.'; {NEXT}")
    if version != VERSION:
        raise InputError(
            f"the link has format {version}, and this Lab reads format {VERSION}; use a Lab of its version"
        )
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        screen = parsed(_inflated(raw))
    except (binascii.Error, ValueError, zlib.error):
        raise InputError(f"the link is damaged; {NEXT}") from None
    return screen


def _inflated(raw: bytes) -> bytes:
    engine = zlib.decompressobj()
    text = engine.decompress(raw, BODY_BYTES)
    if not engine.eof or engine.unused_data:
        raise ValueError("too long, cut off or followed by something")
    return text


def parsed(text: bytes) -> dict[str, Any]:
    """A JSON object without NaN or infinity. Errors: ValueError."""
    try:
        found = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("no JSON object")
    return found


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")
