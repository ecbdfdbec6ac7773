"""How many facilitators: from how many hours on does more do nothing?

Self-selected communities of a small firm (60 people, two years) with 0 to 40 facilitators' hours a week for all of them
together, 60 seeds; see conf/study/how_many_facilitators.yaml. Run:

    python experiments/how_many_facilitators.py

360 runs, 1 minute on two busy cores (17 s of computing). Leaves results/experiments/how_many_facilitators/.
"""

from collections.abc import Iterator
from itertools import pairwise

from copsim.commands.study_answer import Answer, experiment

KEY = "policy.support.facilitator_hours"
SHOWN = ("answered_24h", "flow", "weeks_to_solve", "net_result")


def answer(found: Answer) -> Iterator[str]:
    """Each step from a number of hours to the next, and where steps stop to matter."""
    hours = found.findings.whole.drop_duplicates("arm").set_index("arm")[KEY].sort_values()
    last = dict.fromkeys(SHOWN, hours.iloc[0])
    for before, arm in pairwise(hours.index):
        steps = {metric: found.step(metric, arm, before) for metric in SHOWN}
        told = "; ".join(found.told(metric, *step) for metric, step in steps.items())
        yield f"- From {hours[before]:g} to {hours[arm]:g} h/week: {told}."
        for metric, (_, low, high) in steps.items():
            better = high < 0 if found.labels.sign(metric) < 0 else low > 0
            if better:
                last[metric] = hours[arm]
    for metric, reached in last.items():
        word = f"the last step that surely helps ends at {reached:g} h/week" if reached > 0 else "no step surely helps"
        yield f"{found.labels.label(metric)}: {word}."
    yield f"The firm's result is highest at {hours[found.best('net_result')]:g} h/week."


if __name__ == "__main__":
    experiment("how_many_facilitators", answer)
