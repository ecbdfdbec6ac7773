"""The one-page report: facts in, one printable page out."""
