"""Requests besides runs."""
def add_routes(app, lab, body_of):
    pass
