"""What is measured, a file a part. Each has ``rows(size, tell)``, which yields rows as soon as they are known."""
