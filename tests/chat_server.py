"""A server that speaks just enough of the makers' streaming interfaces, and fails as it is told: `with served(...)`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What one request gets: a status and headers, then events or a body, then an end or a cut.

    Events may be made from the request, one when the one before it is sent.
    """

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    events: tuple[str, ...] | Callable[[dict[str, Any]], Iterable[str]] = ()
    body: str = ""
    pause: float = 0.0  # seconds between two bytes of the events
    cut: bool = False


def openai_events(text: str, size: int = 5) -> tuple[str, ...]:
    """Give the events of a chat completion, the provider's count of tokens last."""
    chunks = [{"delta": {"content": text[at : at + size]}, "index": 0} for at in range(0, len(text), size)]
    made = [{"choices": [chunk]} for chunk in chunks]
    made += [{"choices": [{"delta": {}, "index": 0, "finish_reason": "stop"}]}]
    made += [{"choices": [], "usage": {"prompt_tokens": 70, "completion_tokens": 9, "total_tokens": 79}}]
    frame = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return (*(f"data: {json.dumps({**frame, **one})}\n\n" for one in made), "data: [DONE]\n\n")


def anthropic_events(blocks: list[tuple[str, str | None]]) -> tuple[str, ...]:
    """Give the events of a message whose blocks are texts, each with the words it cites or None."""
    message = {"id": "m", "type": "message", "role": "assistant", "model": "c", "content": [], "stop_reason": None,
               "stop_sequence": None, "usage": {"input_tokens": 70, "output_tokens": 1}}  # fmt: skip
    events: list[dict[str, Any]] = [{"type": "message_start", "message": message}]
    for index, (text, quote) in enumerate(blocks):
        block = {"type": "text", "text": "", **({"citations": []} if quote else {})}
        events.append({"type": "content_block_start", "index": index, "content_block": block})
        if quote:
            citation = {"type": "content_block_location", "cited_text": quote, "document_index": 0,
                        "document_title": "t", "start_block_index": 0, "end_block_index": 1}  # fmt: skip
            delta = {"type": "citations_delta", "citation": citation}
            events.append({"type": "content_block_delta", "index": index, "delta": delta})
        delta = {"type": "text_delta", "text": text}
        events.append({"type": "content_block_delta", "index": index, "delta": delta})
        events.append({"type": "content_block_stop", "index": index})
    end = {"stop_reason": "end_turn", "stop_sequence": None}
    events += [
        {"type": "message_delta", "delta": end, "usage": {"input_tokens": 70, "output_tokens": 9}},
        {"type": "message_stop"},
    ]
    return tuple(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)


@dataclass
class Served:
    """The address of a server and the bodies of the requests it got."""

    address: str
    requests: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def served(*replies: Reply) -> Iterator[Served]:
    """Serve on this machine: the replies one after the other, the last one for ever."""
    left = list(replies)
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            server.requests.append(json.loads(self.rfile.read(length) or b"{}"))
            reply = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(reply.status)
            kind = "text/event-stream" if reply.events else "application/json"
            for name, value in {"content-type": kind, **reply.headers}.items():
                self.send_header(name, value)
            if reply.cut:
                self.send_header("content-length", "1000000")
            self.end_headers()
            try:
                self._write(reply, reply.events(server.requests[-1]) if callable(reply.events) else reply.events)
            except OSError:
                return

        def _write(self, reply: Reply, events: Iterable[str]) -> None:
            for part in chain(events, (reply.body,)):
                for piece in part if reply.pause else (part,):
                    if done.is_set():
                        return
                    self.wfile.write(piece.encode())
                    self.wfile.flush()
                    time.sleep(reply.pause)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Served(f"http://127.0.0.1:{httpd.server_port}")
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        done.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
