"""Does breadth pay: should a community be about one topic, or about many?

Four self-selected communities of a small firm with eight topics (60 people, two years), each about 1 to 8 of them, 60
seeds; see conf/study/does_breadth_pay.yaml. With one topic each, half of the topics have no community. Run:

    python experiments/does_breadth_pay.py

240 runs, 1 minute on two busy cores (17 s of computing). Leaves results/experiments/does_breadth_pay/.
"""

from collections.abc import Iterator

from copsim.commands.study_answer import Answer, experiment

KEY = "policy.domain.breadth"
SHOWN = ("flow", "useful_flow", "weeks_to_solve", "community_hours", "net_result")


def answer(found: Answer) -> Iterator[str]:
    """What each breadth does against two topics, and which is best for what."""
    topics = found.findings.whole.drop_duplicates("arm").set_index("arm")[KEY].sort_values()
    for arm in topics.index:
        if arm != found.baseline:
            effects = "; ".join(found.said(metric, arm) for metric in SHOWN)
            yield f"- {topics[arm]} instead of {topics[found.baseline]} topics: {effects}."
    for metric in ("flow", "useful_flow", "weeks_to_solve", "net_result"):
        best = found.best(metric)
        others = [found.step(metric, best, arm) for arm in topics.index if arm != best]
        sure = all(low > 0 or high < 0 for _, low, high in others)
        told = "surely so" if sure else "though not surely before every other"
        yield f"{found.labels.label(metric)} is best with {topics[best]} topics, {told}."


if __name__ == "__main__":
    experiment("does_breadth_pay", answer)
