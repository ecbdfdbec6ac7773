"""Evidence of a small firm, and made-up facts of every kind for the page."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from copsim.app.evidence import Evidence
from copsim.app.findings import OUTCOMES
from copsim.app.naming import Names
from copsim.app.screen import Plan, Screen
from copsim.app.workshop import Workshop
from copsim.metrics.catalogue import METRICS

FIRM = {"organization.headcount": 24, "organization.units": 2, "organization.sites": 1, "weeks": 104, "warmup_weeks": 4}
PLANS = (
    Plan("mandate", {"membership.rule": "mandated", "membership.required_attendance": 1.0}),
    Plan("free time", {"funding.released_hours": 1.5}),
)
PAIRS = 44


@pytest.fixture(scope="session")
def evidence() -> Iterator[Evidence]:
    """Two plans in a firm of 24 people over two years, 44 pairs."""
    workshop = Workshop(threads=2)
    found = Evidence(Screen(dict(FIRM), (), PLANS, pairs=PAIRS), workshop)
    found.gather()
    yield found
    workshop.close()


WORDY = "what members of communities who came to the latest meetings say about it"


def _made_up(seed: int, plans: int, wordy: bool = False, language: str = "en") -> tuple[dict[str, Any], dict[str, Any]]:
    """Facts and courses such as no model made, with all that can be told; wordy: as long as they can be."""
    rng, names = np.random.default_rng(seed), Names(language)
    told = [_plan(rng, names, n, wordy) for n in range(plans)]
    lead = int(rng.integers(plans))
    main = told[lead]["outcomes"]["net_result"]
    movers = [
        {"name": f"unknown{n}", "says": " ".join(WORDY.split()[:10]) if wordy else "wish to come", "correlation": r}
        for n, r in enumerate(rng.uniform(-1, 1, 3 if wordy else int(rng.integers(4))))
    ]
    box = " and ".join(f"readiness of indifferent members {w} {rng.random():.4g}" for w in ("up to", "above", "up to"))
    signs = [
        {"label": names.metric(name), "unit": METRICS[name].unit, "low": rng.random(), "high": 1 + rng.random()}
        for name in ("cycle_time", "displaced_hours", "contributions")
    ]
    wire = {
        "sign": "cycle_time", "label": names.metric("cycle_time"), "unit": "weeks", "threshold": float(rng.random()),
        "below": bool(rng.integers(2)), "gain": bool(rng.integers(2)), "bad_side": (17, 3), "good_side": (33, 29),
        "p": 0.01,
    }  # fmt: skip
    organization = {"people": 1234, "units": 12, "sites": 3, "hours": 28.5, "wage": 50.0}
    facts = {
        "version": "0.1.0", "language": language, "link": "1." + "x" * (418 if wordy else 120),
        "command": "copsim report policy=open",
        "firm": {**organization, "weeks": 260, "years": 5.0, "events": int(rng.integers(3))},
        "pairs": 100, "unknowns": 292, "fewest": 40, "plans": told, "lead": lead,
        "verdict": ("yes" if main["better"] > main["worse"] else "no") if main["sure"] else "open",
        "enough": wordy or bool(rng.integers(2)), "drawn": wordy or bool(rng.integers(5)), "movers": movers,
        "corner": {"box": box, "pairs": 12, "effect": float(rng.normal(0, 3000)), "low": -1.0, "high": 1.0},
        "worst": bool(rng.integers(2)), "turns": wordy or bool(rng.integers(2)),
        "tripwire": wire if wordy or rng.integers(2) else None, "watched": signs, "early_pairs": 100,
    }  # fmt: skip
    return facts, _courses(rng, facts)


@pytest.fixture(scope="session")
def made_up() -> Callable[..., tuple[dict[str, Any], dict[str, Any]]]:
    """Facts and courses of a seed, a number of plans, and as long as can be if ``wordy``."""
    return _made_up


def _plan(rng: np.random.Generator, names: Names, place: int, wordy: bool) -> dict[str, Any]:
    outcomes = {}
    for name in OUTCOMES:
        better = int(rng.integers(101))
        low, middle, high = sorted(rng.normal(0, 1000 if name == "net_result" else 0.1, 3).tolist())
        outcomes[name] = {
            "label": names.metric(name), "unit": METRICS[name].unit, "without": float(rng.random()), "middle": middle,
            "low": low, "high": high, "better": better, "worse": 100 - better, "n": 100,
            "sure": wordy or bool(rng.integers(2)),
        }  # fmt: skip
    settings = [
        {"name": f"required attendance of kind {n}", "value": float(round(rng.random(), 3)), "unit": "h"}
        for n in range(5)
    ]
    return {
        "name": f"a b c d e f g h i j k l m n o {place}" if wordy else f"plan {place + 1}", "settings": settings,
        "more": int(rng.integers(4)), "cost_head": float(rng.random() * 3000), "cost_year": float(rng.random() * 1e6),
        "outcomes": outcomes, "break_even": {"n": 100, "week": int(rng.integers(1, 260))},
    }  # fmt: skip


def _courses(rng: np.random.Generator, facts: dict[str, Any]) -> dict[str, Any]:
    arms = [f"plan{n}" for n in range(len(facts["plans"]))]
    return {
        "language": facts["language"],
        "years": np.arange(1, 21) / 4,
        "lines": {arm: np.sort(rng.normal(0, 1000, (3, 20)), axis=0) for arm in arms},
        "differences": {arm: rng.normal(0, 1000, 100) for arm in arms},
        "names": {arm: plan["name"] for arm, plan in zip(arms, facts["plans"], strict=True)},
        "label": "", "unit": "", "pairs": 100,
    }  # fmt: skip
