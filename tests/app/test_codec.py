"""Links: a screen comes back as it was, and what is no link is refused in a sentence."""

import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copsim.app.codec import packed, parsed, unpacked
from copsim.errors import InputError

VALUES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e300, 1e300) | st.text(max_size=12)
SCREENS = st.dictionaries(
    st.text(max_size=9), VALUES | st.lists(st.dictionaries(st.text(max_size=5), VALUES)), max_size=5
)


@settings(max_examples=30, deadline=None)
@given(SCREENS)
def test_a_screen_comes_back_from_its_link(screen):
    assert unpacked(packed(screen)) == screen


def test_a_usual_screen_is_short(screen):
    assert len(packed(screen)) < 350


def test_the_same_screen_has_the_same_link_in_any_order():
    assert packed({"a": 1, "b": {"c": 2, "d": 3}}) == packed({"b": {"d": 3, "c": 2}, "a": 1})


def test_every_mistyped_letter_is_found(screen):
    code = packed(screen)
    for place in range(2, len(code)):
        wrong = code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1 :]
        try:
            assert unpacked(wrong) == screen  # unused bits of the last letter
        except InputError as error:
            assert "damaged" in str(error)


def test_a_link_of_another_version_is_refused_and_named():
    with pytest.raises(InputError, match="format 2, and this Lab reads format 1"):
        unpacked("2.abc")


@pytest.mark.parametrize("code", ["", "abc", ".abc", "x.abc", "-1.abc", "١.abc"])
def test_what_does_not_start_like_a_link_is_refused(code):
    with pytest.raises(InputError, match="no link of the Lab"):
        unpacked(code)


@pytest.mark.parametrize("code", ["1.", "1.!!", "1.abcd", packed({"a": 1})[:-3], packed({"a": [1, 2]}) + "AAAA"])
def test_what_was_cut_or_damaged_is_refused(code):
    with pytest.raises(InputError, match="damaged"):
        unpacked(code)


def test_a_link_that_would_unpack_to_megabytes_is_refused():
    bomb = zlib.compress(b'{"a":"' + b"x" * 4_000_000 + b'"}', 9)
    with pytest.raises(InputError, match="damaged"):
        unpacked("1." + urlsafe_b64encode(bomb).decode().rstrip("="))


@pytest.mark.parametrize("text", [b"NaN", b'{"a": Infinity}', b"[]", b"3", b"\xff", b'{"a":' * 100_000])
def test_only_sound_json_objects_are_read(text):
    with pytest.raises(ValueError):
        parsed(text)
