"""One world week by week in Mesa's own page, for those who know Mesa."""
