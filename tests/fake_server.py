"""A server on this machine that keeps what clients send, for clients whose own server no test can start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import SplitResult, urlsplit


@dataclass(frozen=True)
class Request:
    method: str
    url: SplitResult
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """Its address, and the requests that came."""

    address: str
    requests: list[Request] = field(default_factory=list)

    def sent(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.url.path.rstrip("/") == path]


@contextmanager
def serving(answer: Callable[[Request], Any], **headers: str) -> Iterator[Server]:
    """A server that answers with JSON (a string is sent as it is) until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            names = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, urlsplit(self.path), names, body)
            server.requests.append(request)
            found = answer(request)
            content = (found if isinstance(found, str) else json.dumps(found)).encode()
            self.send_response(200)
            for name, value in ({"content-type": "application/json"} | headers).items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = reply  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        server = Server(f"http://127.0.0.1:{http.server_port}")
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
