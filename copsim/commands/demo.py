"""``copsim demo``: the nine arms of the main comparison in the default firm."""

from copsim.commands.compare import compare_arms
from copsim.commands.request import Request
from copsim.config.compose import compose_arms
from copsim.errors import InputError

ARMS = (
    "none",
    "slack",
    "mandated",
    "mandated_open",
    "mandated_yoked",
    "expert_recognised",
    "self_selected",
    "mandated_cultivated",
    "self_selected_cultivated",
)
BASELINES = ("none", "slack", "self_selected")


def demo(request: Request) -> None:
    """Compare the nine arms against three baselines. Raises InputError if the request chooses policies itself."""
    chosen = [text for text in request.overrides if text.startswith("policy=")]
    if chosen:
        raise InputError(f"the demo compares its nine policies; use 'copsim compare {chosen[0]}' to choose others")
    arms = compose_arms((f"policy={','.join(ARMS)}", *request.overrides), request.scenario_file)
    compare_arms(request, arms, BASELINES)
