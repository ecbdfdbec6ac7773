"""Plain overrides and plain groups, read without Hydra: ``None`` is said of whatever is not plain, and Hydra reads it.

Plain is ``key=value`` with numbers, words or a comma list of them; and a folder of groups whose files hold differences
from the declared defaults, or choose options of other groups, and nothing that has to be resolved.
``tests/config/test_plain.py`` holds both to what Hydra makes of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from copsim.config.groups import GROUPS, conf_folder
from copsim.config.scenario import Scenario

_WORD = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)=([^=]+)", re.ASCII)
_INT = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
_FLOAT = re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_FLAGS = {"true": True, "false": False}
_NOT_NAMES = {"true", "false", "null", "nan", "inf"}
_MOST = 100  # values of a key
_GLOBAL = "# @package _global_"


class _NotPlain(Exception):
    """Only Hydra can read this."""


def parsed(text: str) -> dict[str, list[Any]] | None:
    """Key and values of a plain override, such as ``weeks=52`` or ``policy=none,mandated``."""
    found = _WORD.fullmatch(text)
    words = [] if found is None else found[2].split(",")
    if found is None or len(words) > _MOST:
        return None
    try:
        return {found[1]: [_value(word) for word in words]}
    except _NotPlain:
        return None


def _value(word: str) -> int | float | bool | str:
    if _INT.fullmatch(word):
        return int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    if word in _FLAGS:
        return _FLAGS[word]
    if _NAME.fullmatch(word) and word.lower() not in _NOT_NAMES:
        return word
    raise _NotPlain


def composed(groups: Sequence[str]) -> tuple[dict[str, Any], str] | None:
    """Settings of the chosen options (``group=option``) in a plain folder, and the name of the policy among them."""
    try:
        return _composed(dict(group.split("=", 1) for group in groups))
    except (_NotPlain, OSError, ValueError, yaml.YAMLError):
        return None


def _composed(asked: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """As :func:`composed`; what is asked for goes before what the files choose."""
    primary = _read(conf_folder() / "config.yaml")[0]
    usual = _usual_choices(primary.pop("defaults", None))
    primary.pop("hydra", None)
    chosen = _chosen(usual, asked)
    tree = Scenario().model_dump(mode="json")
    for group in usual:
        content, is_global = _option(group, chosen[group])
        _merge(tree, content if is_global else {group: content})
    _merge(tree, primary)
    return tree, chosen["policy"]


def _usual_choices(defaults: Any) -> dict[str, str]:
    """Options by group in the order of the defaults list, which starts with what is declared and ends with itself."""
    if not isinstance(defaults, list) or defaults[:1] != ["declared"] or defaults[-1:] != ["_self_"]:
        raise _NotPlain
    choices: dict[str, str] = {}
    for entry in defaults[1:-1]:
        choices.update(entry if isinstance(entry, dict) else {"": ""})
    if sorted(choices) != sorted(GROUPS) or len(choices) != len(defaults) - 2:
        raise _NotPlain
    return choices


def _chosen(usual: Mapping[str, str], asked: Mapping[str, str]) -> dict[str, str]:
    """Options by group: those asked for, else those that a chosen file overrides, else the usual ones."""
    chosen = {**usual, **asked}
    overridden: dict[str, str] = {}
    for group in usual:
        for other, option in _overrides(group, chosen[group]):
            if other in overridden or list(usual).index(other) > list(usual).index(group):
                raise _NotPlain  # who goes before whom is for Hydra to say
            overridden[other] = option
    chosen = {**usual, **overridden, **asked}
    for group in overridden:
        if any(True for _ in _overrides(group, chosen[group])):
            raise _NotPlain
    return chosen


def _overrides(group: str, option: str) -> Iterator[tuple[str, str]]:
    """What the defaults list of an option chooses of other groups."""
    for entry in _read(_file(group, option))[0].get("defaults", []):
        if not isinstance(entry, dict) or len(entry) != 1:
            raise _NotPlain
        ((key, other),) = entry.items()
        words = str(key).split("/")
        if words[0] != "override " or words[1:] not in [[name] for name in GROUPS] or not isinstance(other, str):
            raise _NotPlain
        yield words[1], other


def _option(group: str, option: str) -> tuple[dict[str, Any], bool]:
    content, is_global = _read(_file(group, option))
    return {key: value for key, value in content.items() if key != "defaults"}, is_global


def _file(group: str, option: str) -> Path:
    if not _NAME.fullmatch(option):
        raise _NotPlain
    return conf_folder() / group / f"{option}.yaml"


def _read(file: Path) -> tuple[dict[str, Any], bool]:
    """Content of a file of the folder, and whether it speaks of the whole scenario and not of its group only."""
    text = file.read_text(encoding="utf-8")
    is_global = text.startswith(_GLOBAL + "\n")
    content = yaml.safe_load(text)
    if not isinstance(content, dict) or text.count("@package") != is_global or _has_more(content):
        raise _NotPlain
    return content, is_global


def _has_more(value: Any) -> bool:
    """Whether there is anything in nested settings that Hydra might read in another way than YAML does."""
    if isinstance(value, dict):
        return any(not isinstance(key, str) or (key != "hydra" and _has_more(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return any(map(_has_more, value))
    if isinstance(value, str):
        return "$" in value or "?" in value or bool(re.match(r"[-+.\d]", value))
    return not isinstance(value, int | float | None)


def _merge(tree: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Put nested settings over others, in place."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(tree.get(key), dict):
            _merge(tree[key], value)
        else:
            tree[key] = value
