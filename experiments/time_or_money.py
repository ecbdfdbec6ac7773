"""Time or money: released time, facilitators' hours or recognition, for which outlay?

Self-selected communities of a small firm (60 people, two years), 60 seeds; see conf/study/time_or_money.yaml. Run:

    python experiments/time_or_money.py

240 runs, 1 minute on two busy cores (13 s of computing). Leaves results/experiments/time_or_money/.
"""

from collections.abc import Iterator

from copsim.commands.study_answer import Answer, experiment

SHOWN = ("flow", "weeks_to_solve", "turnover", "net_result")


def answer(found: Answer) -> Iterator[str]:
    """What each way costs and does, and which moves most knowledge for its money."""
    arms = found.findings.others
    cost = {arm: found.row("programme_cost", arm)["effect"] for arm in arms}
    for arm in arms:
        effects = "; ".join(found.said(metric, arm) for metric in SHOWN)
        yield f"- {arm}, for {cost[arm]:,.0f} more per employee and year: {effects}."
    worth = {arm: 1000.0 * found.row("flow", arm)["effect"] / cost[arm] for arm in arms if cost[arm] > 0}
    if worth:
        ranked = sorted(worth, key=lambda arm: -worth[arm])
        told = ", ".join(f"{arm} {worth[arm]:+.3f}" for arm in ranked)
        yield f"For each 1,000 spent, knowledge flow changes by: {told} expertise/employee/year."
    best = found.best("net_result")
    yield f"The firm's result, which counts what hours displace, is highest with: {best}."


if __name__ == "__main__":
    experiment("time_or_money", answer)
