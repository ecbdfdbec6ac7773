"""The configuration groups and overrides as Hydra reads them. The only place that knows Hydra.

Importing Hydra and composing takes a third of a second; :mod:`copsim.config.plain` reads at once what is plain.
"""

import itertools
from collections.abc import Sequence
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
from copsim.config.groups import conf_folder
from copsim.config.scenario import Scenario, build_scenario
from copsim.errors import InputError

MOST = 1_000  # values of a key
EXAMPLE = "write key=value, for instance weeks=260 or policy=none,mandated"

# Scripts under @hydra.main and the compose API below both build on the declared defaults.
ConfigStore.instance().store(name="declared", node=Scenario().model_dump(mode="json"))


def scenario_of(config: DictConfig) -> Scenario:
    """Scenario of a configuration that ``@hydra.main`` hands over; its seeds are left out. Raises InputError."""
    tree = OmegaConf.to_container(config, resolve=True)
    assert isinstance(tree, dict)
    return build_scenario({str(key): value for key, value in tree.items() if key != "seeds"})


def parsed(text: str) -> dict[str, list[Any]]:
    """Keys and values of one override; a mapping given for a group is taken apart. Raises InputError."""
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


def composed(groups: Sequence[str]) -> tuple[dict[str, Any], str]:
    """Settings after Hydra has composed the groups, and the name of the policy among them. Raises InputError."""
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
