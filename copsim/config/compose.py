"""Scenarios from overrides such as ``policy=mandated weeks=260``."""

import copy
import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from copsim.config import plain, settings
from copsim.config.grid import Arms, arm_name, combinations, swept_keys
from copsim.config.groups import GROUPS, WHOLE
from copsim.config.scenario import Scenario, build_scenario
from copsim.config.seeds import seeds_of
from copsim.errors import InputError


def compose(overrides: Sequence[str] = (), file: str | Path | None = None) -> Scenario:
    """The one scenario that ``overrides`` describe, on top of the scenario file if there is one.

    Raises InputError, in one sentence, for an override that cannot be read, an unknown key or group option,
    a refused value, several values for a key, or seeds (they belong to the run, not to the scenario).
    """
    values = _requested(overrides, file)
    if "seeds" in values:
        raise InputError("seeds are no part of a scenario; give them to simulate or compare")
    several = swept_keys(values)
    if several:
        raise InputError(f"{several[0]} has several values, but a scenario has one; use compose_arms for a comparison")
    return _scenario(combinations(values)[0])


def compose_values(values: Mapping[str, Any], scenario: Scenario | None = None) -> Scenario:
    """The scenario of plain values by dotted key or group, such as ``{"policy": "mandated", "weeks": 52}``.

    They replace what stands in ``scenario``, or in the defaults. Raises InputError as :func:`compose` does.
    """
    for key, value in values.items():
        settings.check_values(key, [value])
    if "seeds" in values:
        raise InputError("seeds are no part of a scenario; leave them out of it")
    if scenario is None:
        return _scenario(values)
    for group in WHOLE:
        if group in values:
            raise InputError(f"a scenario is given already; leave {group} out, or name single settings beside it")
    tree = scenario.model_dump()
    for group in GROUPS:
        if group in values:
            tree[group] = copy.deepcopy(_composed((f"{group}={values[group]}",))[0][group])
    for key, value in values.items():
        if key not in GROUPS:
            settings.put(tree, key, value)
    return build_scenario(tree)


def compose_arms(overrides: Sequence[str] = (), file: str | Path | None = None) -> Arms:
    """Every arm of a comparison: comma lists (``policy=none,mandated``) expand to all combinations.

    ``seeds=40`` is a count, ``seeds=[3,7]`` names seeds. An arm is named by what varies; a single arm by its
    policy. Raises InputError as :func:`compose` does, and for seeds that are no seeds.
    """
    values = _requested(overrides, file)
    named = values.pop("seeds", None)
    if named is not None and len(named) > 1:
        raise InputError("seeds takes one value: a count such as seeds=40, or a list such as seeds=[3,7]")
    seeds = seeds_of(_composed(())[0]["seeds"] if named is None else named[0])
    swept = swept_keys(values)
    scenarios, sweep = {}, {}
    for chosen in combinations(values):
        name = arm_name(chosen, swept) if swept else _policy_name(chosen)
        scenarios[name] = _scenario(chosen)
        sweep[name] = {key: chosen[key] for key in swept}
    return Arms(scenarios, seeds, sweep)


def _requested(overrides: Sequence[str], file: str | Path | None) -> dict[str, list[Any]]:
    """Values asked for, by key: those of the file, replaced by those of the overrides."""
    values = settings.read_file(Path(file)) if file is not None else {}
    requested: dict[str, list[Any]] = {}
    for text in overrides:
        for key, options in _parsed(text).items():
            if key in requested:
                raise InputError(f"{key} is given twice; keep one, or write {key}=A,B to compare both")
            requested[key] = options
    for key, several in (values | requested).items():
        settings.check_values(key, several)
    return values | requested


def _parsed(text: str) -> dict[str, list[Any]]:
    """Keys and values of one override; Hydra is imported only for what is not plain."""
    found = plain.parsed(text)
    if found is None:
        from copsim.config import by_hydra

        found = by_hydra.parsed(text)
    return found


def _scenario(chosen: Mapping[str, Any]) -> Scenario:
    """Scenario of one value per key: groups first, then single values on top."""
    tree, _ = _composed(_groups(chosen))
    tree = copy.deepcopy(tree)
    del tree["seeds"]
    for key, value in chosen.items():
        if key not in GROUPS:
            settings.put(tree, key, value)
    return build_scenario(tree)


def _policy_name(chosen: Mapping[str, Any]) -> str:
    return _composed(_groups(chosen))[1]


def _groups(chosen: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{key}={value}" for key, value in chosen.items() if key in GROUPS)


@functools.cache
def _composed(groups: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Settings after the groups are composed, and the name of the policy among them."""
    found = plain.composed(groups)
    if found is None:
        from copsim.config import by_hydra

        found = by_hydra.composed(groups)
    return found
