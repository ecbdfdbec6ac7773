"""One file a company."""
