"""``copsim app``: serve the Policy Lab on this machine."""

import socket
import threading
import webbrowser

from copsim.commands.progress import say
from copsim.commands.request import Request
from copsim.errors import InputError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def app(request: Request) -> None:
    """Serve until interrupted. Raises InputError if the extra is not installed, or the address cannot be had."""
    try:
        import uvicorn

        from copsim.app.server import create_app
    except ModuleNotFoundError as error:
        raise InputError(
            f"the Policy Lab needs the package {error.name}; install it with: pip install 'copsim[app]'"
        ) from None
    refuse_taken(request.host, request.port)
    address = f"http://{'127.0.0.1' if request.host == '0.0.0.0' else request.host}:{request.port}/"
    say(f"the Policy Lab is at {address} (end it with Ctrl-C)", request.quiet)
    if request.host not in LOOPBACK:
        say("others in this network can open it; it asks for no password and stores nothing", request.quiet)
    if request.browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    uvicorn.run(create_app(), host=request.host, port=request.port, log_level="warning", access_log=False)


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address that cannot be had. Raises InputError."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise InputError(
            f"cannot serve at {host}, port {port}: {error.strerror}; choose another with --host or --port"
        ) from None
