"""A server that answers as a model would, on this machine only."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[str], str]


def claims(*proposals: dict[str, Any]) -> str:
    """An answer with these proposals."""
    return json.dumps({"claims": list(proposals)})


@dataclass
class Stub:
    """What the server says, and what it was asked."""

    url: str
    say: Say = field(default=lambda _: claims())
    raw: bytes | None = None
    statuses: list[int] = field(default_factory=list)
    drip: float = 0.0
    finish: str = "stop"
    promise: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    models: list[str] = field(default_factory=lambda: ["stub-1"])


@contextmanager
def serving() -> Iterator[Stub]:
    """A stub on a free port of 127.0.0.1."""
    stub = Stub("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(json.dumps({"data": [{"id": m} for m in stub.models]}).encode())

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.asked.append(body)
            stub.keys.append(self.headers.get("Authorization"))
            if stub.statuses and (status := stub.statuses.pop(0)) != 200:
                self._send(b"{}", status)
                return
            message = {"content": stub.say(body["messages"][1]["content"])}
            choice = {"message": message, "finish_reason": stub.finish}
            found = {"model": "stub-1-2025", "choices": [choice]}
            self._send(stub.raw if stub.raw is not None else json.dumps(found).encode())

        def _send(self, data: bytes, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data) + stub.promise))
            self.end_headers()
            try:
                for at in range(0, len(data), 16 if stub.drip else len(data) or 1):
                    self.wfile.write(data[at : at + (16 if stub.drip else len(data))])
                    self.wfile.flush()
                    time.sleep(stub.drip)
            except OSError:
                # The client has heard enough.
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
