"""What a reader sees: figures and tables made from results and their data dictionary."""
