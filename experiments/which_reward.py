"""Which reward: recognition, appraisal, pay per contribution or a unit bonus?

Self-selected communities of a small firm (60 people, two years), 60 seeds; recognition, pay and bonus for an outlay of
some 280 per employee and year, appraisal for none; see conf/study/which_reward.yaml. Run:

    python experiments/which_reward.py

300 runs, 1 minute on two busy cores (15 s of computing). Leaves results/experiments/which_reward/.
"""

from collections.abc import Iterator

from copsim.commands.study_answer import Answer, experiment

SHOWN = ("contributions", "flow", "help_hours", "weeks_to_solve", "turnover", "net_result")


def answer(found: Answer) -> Iterator[str]:
    """What each reward cost and did, which did most, and whether the leader is surely ahead of the next."""
    arms = found.findings.others
    for arm in arms:
        effects = "; ".join(found.said(metric, arm) for metric in SHOWN)
        yield f"- {arm}, for {found.row('programme_cost', arm)['effect']:,.0f} per employee and year: {effects}."
    for metric in ("contributions", "flow", "net_result"):
        ranked = found.ranked(metric)
        step = found.step(metric, ranked[0], ranked[1])
        yield f"{found.labels.label(metric)}: most with {ranked[0]}, then {ranked[1]} ({found.told(metric, *step)})."


if __name__ == "__main__":
    experiment("which_reward", answer)
