"""``copsim viz``: serve one world week by week in Mesa's page (SolaraViz)."""

import importlib.util
import json
import os
import subprocess
import sys

from copsim.commands.app import LOOPBACK, refuse_taken
from copsim.commands.progress import say
from copsim.commands.request import Request
from copsim.config.compose import compose
from copsim.errors import InputError

NEEDED = ("solara", "altair")
WORDS = "COPSIM_VIZ"


def viz(request: Request) -> None:
    """Serve until interrupted. Raises InputError for bad words, a missing extra, or an address that cannot be had."""
    words = list(request.overrides)
    if request.scenario_file is not None:
        raise InputError("viz takes words such as policy=mandated, no --scenario file; name the settings instead")
    _check(words)
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise InputError(f"copsim viz needs the package {missing[0]}; install it with: pip install 'copsim[viz]'")
    refuse_taken(request.host, request.port)
    say(f"the world is at http://{request.host}:{request.port}/ (end it with Ctrl-C)", request.quiet)
    if request.host not in LOOPBACK:
        say("others in this network can open it; it asks for no password", request.quiet)
    command = [sys.executable, "-m", "solara", "run", "copsim.viz.page", "--production"]
    command += ["--host", request.host, "--port", str(request.port), *([] if request.browser else ["--no-open"])]
    told = {"SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False", WORDS: json.dumps(words)}
    outcome = subprocess.run(command, env={**os.environ, **told}, check=False)
    if outcome.returncode > 0:
        raise InputError(f"Solara ended with code {outcome.returncode}; what it said stands above")


def _check(words: list[str]) -> None:
    """Refuse words that make no scenario, or a seed that is none. Raises InputError."""
    seeds = [word.removeprefix("seed=") for word in words if word.startswith("seed=")]
    if len(seeds) > 1 or any(not seed.isascii() or not seed.isdigit() or int(seed) >= 2**63 for seed in seeds):
        raise InputError("seed must be one whole number from 0 to 2^63 - 1, such as seed=3")
    compose([word for word in words if not word.startswith("seed=")])
