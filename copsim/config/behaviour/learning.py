"""How expertise grows and fades."""

from typing import Literal

from copsim.config.declare import Group, param

ASSUMED = "assumed"


class Learning(Group):
    """Learning from others, by doing, and forgetting."""

    law: Literal["inverted_u", "linear"] = param(
        "inverted_u",
        unit="choice",
        source="inverted U: Nooteboom et al. 2007; linear is the neutral alternative",
        doc="How a gap in expertise turns into learning: gap * exp(-(gap / distance)^2), or the gap itself.",
    )
    rate: float = param(
        0.12,
        unit="1/h",
        bounds=(0, 2),
        explore=(0.06, 0.2),
        null=0.0,
        source=ASSUMED,
        doc="Share of the gap to a teacher that an hour of full attention closes.",
    )
    distance: float = param(
        0.45,
        unit="expertise",
        bounds=(0.01, 10),
        explore=(0.3, 0.8),
        source="Nooteboom et al. 2007: shape; value assumed",
        doc="Gap beyond which understanding falls (inverted_u).",
    )
    newcomer: float = param(
        1.0,
        unit="share",
        bounds=(0, 10),
        explore=(0.0, 2.0),
        null=0.0,
        source=ASSUMED,
        doc="How much faster somebody learns at hire; fades over a year's tenure.",
    )
    closeness: float = param(
        0.4,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 0.8),
        null=0.0,
        source="sign: Reagans and McEvily 2003; value assumed",
        doc="Part of learning from a person that needs a strong tie.",
    )
    doing: float = param(
        0.02,
        unit="expertise/problem",
        bounds=(0, 1),
        explore=(0.01, 0.04),
        null=0.0,
        source=ASSUMED,
        doc="Most that solving one problem alone teaches.",
    )
    doing_zone: float = param(
        0.25,
        unit="expertise",
        bounds=(0.01, 10),
        explore=(0.15, 0.4),
        source=ASSUMED,
        doc="Distance of difficulty from expertise over which solving teaches.",
    )
    helped_share: float = param(
        0.5,
        unit="share",
        bounds=(0, 1),
        explore=(0.0, 1.0),
        null=0.0,
        source="assumed; indirect learning about 40 % as strong as direct (Kim and Seo 2009)",
        doc="Part of that lesson which remains when others helped.",
    )
    routine: float = param(
        0.004,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.002, 0.008),
        null=0.0,
        source=ASSUMED,
        doc="Speed at which daily work brings expertise on the job's topic to the personal ceiling.",
    )


class Forgetting(Group):
    """Expertise that is not used fades; topics move on."""

    rate: float = param(
        0.006,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.0023, 0.0094),
        null=0.0,
        source="assumed: .96-.99 kept a month (shop floors lose more: Kim and Seo 2009)",
        doc="Share of unused expertise that fades.",
    )
    kept_by_use: float = param(
        0.7,
        unit="share",
        bounds=(0, 1),
        explore=(0.4, 1.0),
        null=0.0,
        source=ASSUMED,
        doc="Part of the fading that use prevents.",
    )
    use_weeks: int = param(
        13,
        unit="weeks",
        bounds=(0, 520),
        explore=(4, 26),
        null=0,
        source=ASSUMED,
        doc="How long a topic counts as used after a problem on it.",
    )
    drift: float = param(
        0.001,
        unit="1/week",
        bounds=(0, 1),
        explore=(0.0, 0.004),
        null=0.0,
        source=ASSUMED,
        doc="Share of expertise that a moving topic makes obsolete.",
    )
