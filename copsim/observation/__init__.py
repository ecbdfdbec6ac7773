"""Worlds looked at closely: networks at a week, and chosen people week by week. Looking changes nothing."""
