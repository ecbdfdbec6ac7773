"""Measurements of speed, memory and start-up: ``python -m benchmarks`` prints one table from one run."""
