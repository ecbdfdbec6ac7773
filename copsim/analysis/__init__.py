"""What the results mean: reads self-describing tables, imports nothing of the model."""
