"""The goals of the project that a measurement can meet or miss, on two cores."""

from typing import NamedTuple


class Goal(NamedTuple):
    """What a value is to be: ``relation`` is ">=", "<=" or "<"."""

    what: str
    relation: str
    limit: float
    unit: str

    def met(self, value: float) -> bool:
        """Whether a value meets the goal; NaN meets none."""
        return {">=": value >= self.limit, "<=": value <= self.limit, "<": value < self.limit}[self.relation]

    def words(self) -> str:
        """'>= 150 times'."""
        return f"{self.relation} {self.limit:g} {self.unit}"


GOALS = {
    "advance": Goal("advance() against idiomatic Mesa", ">=", 150, "times"),
    "step": Goal("step() with DataCollector against idiomatic Mesa", ">=", 80, "times"),
    "rate": Goal("engine on one core at 1,000 and 10,000 people", ">=", 4, "M/s"),
    "batch": Goal("a batch of 1,000 runs against mesa.batch_run", ">=", 150, "times"),
    "efficiency": Goal("parallel efficiency over two cores", ">=", 85, "%"),
    "state": Goal("state a person at 100,000 people", "<=", 1000, "bytes"),
    "growth": Goal("cost of an agent-week at 100,000 people over that at 1,000", "<=", 2.5, "times"),
    "million": Goal("1,000,000 people for a year", "<=", 3, "min"),
    "million_memory": Goal("peak memory of 1,000,000 people", "<=", 8, "GiB"),
    "help": Goal("copsim --help", "<", 0.4, "s"),
    "first_result": Goal("first result of copsim run, kernels compiled before", "<", 2, "s"),
    "compile": Goal("compiling everything", "<", 40, "s"),
}
