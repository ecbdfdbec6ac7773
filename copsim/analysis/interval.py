"""How sure a mean is: Student's t-interval from a standard deviation and a count."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit


def half_width(sd: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> NDArray[np.float64]:
    """Half the width of the t-interval of a mean: ``t(n - 1) * sd / sqrt(n)``.

    ``sd`` (unit of the metric, divisor n - 1) and ``n`` (observations) broadcast against each other;
    the result has their shape and the unit of ``sd``. NaN where ``n`` < 2: one observation does not
    say how much it could have differed.
    """
    spread, count = np.asarray(sd, dtype=float), np.asarray(n, dtype=float)
    enough: Any = np.where(count >= 2, count, np.nan)
    return np.asarray(stdtrit(enough - 1, 0.5 + confidence / 2) * spread / np.sqrt(enough))
