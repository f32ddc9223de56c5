"""The command `serve`: the desk in the browser. Parse, open the workspace, listen; cli.py registers it."""

from __future__ import annotations

import socket
import sys
import webbrowser
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Annotated

import typer

from claimant.errors import ClaimantError
from claimant.settings import Settings
from claimant.workspace import Workspace

HERE = ("127.0.0.1", "localhost")
PORT = 8321


def serve(
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="DIR", help="The folder of the cases; default: your own data folder."),
    ] = None,
    port: Annotated[int, typer.Option(metavar="PORT", help="The port; 0 takes a free one.")] = PORT,
    host: Annotated[str, typer.Option(metavar="HOST", help="Only this machine for now: 127.0.0.1.")] = HERE[0],
    site: Annotated[
        Path | None,
        typer.Option(
            "--site", metavar="DIR", help="Where signed briefs go; default: the folder site in that of the cases."
        ),
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    extractor: Annotated[
        str | None,
        typer.Option("--extractor", metavar="KIND", help="How statements are found: model (default) or rules."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses on this machine and its private networks too.")
    ] = False,
) -> None:
    """Open the desk: review, weighing and brief in the browser, on this machine only."""
    if host not in HERE:
        raise ClaimantError(
            f"{host}: the desk serves this machine only, since accounts are not there yet. Leave --host out; to reach it from "
            f"elsewhere, forward the port: ssh -L {port}:127.0.0.1:{port} MACHINE."
        )
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        raise ClaimantError(str(error)) from None
    settings = replace(
        settings, extractor=extractor or settings.extractor, allow_private=allow_private or settings.allow_private
    )
    listening = _listening(port)
    # Only here: the other commands do not wait for what serves pages.
    import uvicorn

    from claimant.web import Desk, Session, make_app

    with listening, Workspace.open(case, settings) as workspace:
        session = Session(port=listening.getsockname()[1])
        desk = Desk(workspace, site=site or workspace_folder(case) / "site", first="case" if case else "")
        typer.echo(f"The desk is open at {session.address}\nEnd it with Ctrl-C.")
        sys.stdout.flush()
        if not no_open and sys.stdout.isatty():
            Timer(0.7, webbrowser.open, [session.address]).start()
        config = uvicorn.Config(
            make_app(desk, session), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=3,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


def workspace_folder(case: Path | None) -> Path:
    """The folder that holds the store."""
    return case if case is not None else Workspace.own_folder()


def _listening(port: int) -> socket.socket:
    # Said to be TCP, since only then the server sends at once what else would wait 40 ms for more.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HERE[0], port))
        made.listen()  # now, so that the address answers from the moment it is printed
    except (OSError, OverflowError) as error:
        made.close()
        words = error.strerror if isinstance(error, OSError) else "no such port"
        raise ClaimantError(f"Port {port} cannot be used ({words}). Name another one: --port {PORT + 1}") from error
    return made
