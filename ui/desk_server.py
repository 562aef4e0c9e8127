"""The server of the desk: Streamlit, with a policy that lets the page reach this server and nothing else.

Words of articles are escaped in one place (`corpus.visible`). The policy is the second wall: were that one to fail, the
browser still would not load, send or frame anything.
"""

from __future__ import annotations

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.desk_pane import notice
from ui.serve import APP

# Streamlit needs inline styles, one inline script, and loads a component's script from a blob.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Sealed:
    """Adds the headers to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def seal(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, seal)


def in_words(error: Exception) -> bool:
    """Say in one line that something unforeseen happened; Streamlit has written the traceback to the terminal."""
    notice(
        "Something went wrong here that citedesk did not foresee; the terminal it runs in shows what. Reload to go on."
    )
    return True


app = st.App(APP, middleware=[Middleware(Sealed)], on_script_error=in_words)
