"""Which runs: designs, cases, the store that keeps their results, and who computes them."""
