"""The Policy Lab: a page in the browser where levers move real runs."""
