"""Scenarios from overrides such as ``policy=mandated weeks=260``. The only place that knows Hydra."""

import copy
import functools
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hydra import compose as hydra_compose
from hydra import initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override, OverrideType
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from copsim.config import settings
from copsim.config.grid import Arms, arm_name, combinations, swept_keys
from copsim.config.groups import GROUPS, conf_folder
from copsim.config.scenario import Scenario, build_scenario
from copsim.config.seeds import seeds_of
from copsim.errors import InputError

MOST = 1_000  # values of a key
EXAMPLE = "write key=value, for instance weeks=260 or policy=none,mandated"

# Scripts under @hydra.main and the compose API below both build on the declared defaults.
ConfigStore.instance().store(name="declared", node=Scenario().model_dump(mode="json"))


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
    if "scenario" in values:
        raise InputError("a scenario is given already; name single settings or other groups beside it")
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


def scenario_of(config: DictConfig) -> Scenario:
    """Scenario of a configuration that ``@hydra.main`` hands over; its seeds are left out. Raises InputError."""
    tree = OmegaConf.to_container(config, resolve=True)
    assert isinstance(tree, dict)
    return build_scenario({str(key): value for key, value in tree.items() if key != "seeds"})


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
    """Keys and values of one override; a mapping given for a group is taken apart."""
    try:
        override = OverridesParser.create().parse_override(text)
        values = _values(override)
    except InputError:
        raise
    except (HydraException, ValueError, RecursionError):
        raise InputError(f"cannot read the override {text!r}; {EXAMPLE}") from None
    if override.type is not OverrideType.CHANGE or override.package is not None:
        raise InputError(f"cannot use the override {text!r}: every key exists already; {EXAMPLE}")
    key = override.key_or_group.replace("/", ".")
    if isinstance(values[0], dict) and len(values) == 1:
        return {path: [value] for path, value in settings.leaves(values[0], key)}
    return {key: values}


def _values(override: Override) -> list[Any]:
    if not override.is_sweep_override():
        return [override.value()]
    texts = [
        f"{override.key_or_group}={value}" for value in itertools.islice(override.sweep_string_iterator(), MOST + 1)
    ]
    if len(texts) > MOST:
        raise InputError(f"{override.key_or_group} lists more than {MOST:,} values; list fewer")
    if not texts:
        raise InputError(f"{override.input_line!r} lists no value; {EXAMPLE}")
    return [one.value() for one in OverridesParser.create().parse_overrides(texts)]


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
    """Settings after Hydra has composed the groups, and the name of the policy among them."""
    try:
        with initialize_config_dir(str(conf_folder()), version_base="1.3"):
            config = hydra_compose("config", overrides=list(groups), return_hydra_config=True)
        policy = str(config.hydra.runtime.choices.policy)
        with_hydra = {str(key): value for key, value in config.items() if key != "hydra"}
        tree = OmegaConf.to_container(OmegaConf.create(with_hydra), resolve=True)
    except (HydraException, OmegaConfBaseException) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"the configuration folder {conf_folder()} cannot be read: {reason}; restore it") from None
    assert isinstance(tree, dict)
    return tree, policy  # type: ignore[return-value]
