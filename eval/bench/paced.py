"""A chat model that writes a token at a set pace, in this process or over HTTP, and notes when each sentence ended."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from eval.scripted import MARKERS, written
from rag.generator import Asking, Released, Step

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TOKEN = 4  # characters
_NUMBERED = re.compile(r"^\w+\| \[(\d+)\] ([^\"“”:\n]{30,200}\.)$", re.M)
_FRAME = {"id": "paced", "object": "chat.completion.chunk", "created": 1, "model": "paced"}

Moment = tuple[float, float]
"""The clock and the processor time of this process, in milliseconds."""


def now() -> Moment:
    """Give the moment."""
    return time.perf_counter() * 1000, time.process_time() * 1000


@dataclass(slots=True)
class Clock:
    """When a model was about to be asked, was, had written each of its sentences, and the first was released."""

    told: Moment | None = None
    asked: Moment | None = None
    ended: dict[str, Moment] = field(default_factory=dict)
    released: tuple[str, Moment] | None = None

    def __call__(self, step: Step) -> None:
        """Note that the model is about to be asked, and the first sentence that is released."""
        if isinstance(step, Asking):
            self.told = self.told or now()
        if isinstance(step, Released) and self.released is None:
            self.released = step.sentence.text, now()


def tokens(prompt: str, clock: Clock, pace: float, form: str) -> Iterator[str]:
    """Give what the model writes, a token every `pace` seconds; a sentence has ended as its last token is given."""
    clock.asked = clock.asked or now()
    text, ends = reply(prompt, form)
    for start in range(0, len(text), TOKEN):
        time.sleep(pace)
        for sentence, end in ends.items():
            if start < end <= start + TOKEN:
                clock.ended.setdefault(sentence, now())
        yield text[start : start + TOKEN]


def reply(prompt: str, form: str) -> tuple[str, dict[str, int]]:
    """Give what the model writes, and where in it each sentence, its markers with it, has ended; it mends nothing."""
    if "did not pass a check" in prompt:
        return "NO ANSWER", {}
    found = [(f"In short, {text}", (int(number),)) for number, text in _NUMBERED.findall(prompt)[:3]]
    text = written(found, form)
    ends = {sentence: text.index(sentence) + len(sentence) for sentence, _ in found}
    behind = re.compile(r'\s*\[\d+\]|", "cites": \[\d+\]\}')
    return text, {
        sentence: match.end() if (match := behind.match(text, end)) else end for sentence, end in ends.items()
    }


def model(clock: Clock, pace: float, form: str) -> BaseChatModel:
    """Give the model in this process."""
    from langchain_core.language_models import SimpleChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.outputs import ChatGenerationChunk

    class Paced(SimpleChatModel):
        @property
        def _llm_type(self) -> str:
            return "paced"

        def _call(self, messages: list[BaseMessage], *_: object, **__: object) -> str:
            return reply(str(messages[-1].content), form)[0]

        def _stream(self, messages: list[BaseMessage], *_: object, **__: object) -> Iterator[ChatGenerationChunk]:
            for token in tokens(str(messages[-1].content), clock, pace, form):
                yield ChatGenerationChunk(message=AIMessageChunk(content=token))

    return Paced()


@contextmanager
def served(clock: Callable[[], Clock], pace: float, form: str) -> Iterator[str]:
    """Serve the model over HTTP as OpenAI's chat completions are, on this machine, and give its address.

    Where it writes markers, a request for JSON is refused, as by a server that knows no such option.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(clock, pace, form))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(clock: Callable[[], Clock], pace: float, form: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if "response_format" in asked and form == MARKERS:
                self._begin(400, "application/json")
                self.wfile.write(b'{"error": {"message": "response_format is not known"}}')
                return
            self._begin(200, "text/event-stream")
            for token in tokens(str(asked["messages"][-1]["content"]), clock(), pace, form):
                self._send({"delta": {"content": token}, "index": 0})
            self._send({"delta": {}, "index": 0, "finish_reason": "stop"})
            self.wfile.write(b"data: [DONE]\n\n")

        def _begin(self, status: int, kind: str) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.end_headers()

        def _send(self, choice: dict[str, Any]) -> None:
            self.wfile.write(f"data: {json.dumps({**_FRAME, 'choices': [choice]})}\n\n".encode())

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    return Handler
