"""An S3-compatible object store on loopback, which can stop at any request that changes something."""
# pyright: reportMissingImports=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
# Reason: the server is installed where its tests are wanted.

import threading
import urllib.request
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

BUCKET = "mill"
KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIAMILLTESTKEY",
    "AWS_SECRET_ACCESS_KEY": "a-secret-that-must-stand-nowhere",
    "AWS_DEFAULT_REGION": "us-east-1",
}
CHANGES = ("PUT", "POST", "DELETE")
App = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass
class Stop:
    """A request at which the store stops, until it is told to go on."""

    prefix: str
    """Of the objects whose requests are counted."""
    number: int
    """Of the request, counted from 1."""
    done: bool
    """Whether it is carried out before the store stops; else never."""
    reached: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)


@dataclass
class ObjectStore:
    """The store and what it was asked for."""

    address: str = ""
    stop: Stop | None = None
    requests: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Method and path of each."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def environment(self) -> dict[str, str]:
        """What a client finds in its environment."""
        return KEYS | {"AWS_ENDPOINT_URL": self.address}

    def changes(self, prefix: str) -> int:
        """Requests that changed something under a prefix."""
        with self.lock:
            return sum(method in CHANGES and f"/{BUCKET}/{prefix}/" in path for method, path in self.requests)

    def watched(self, app: App) -> App:
        """The application, counting and stopping."""

        def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            with self.lock:
                self.requests.append((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
            stop = self.stop
            if stop is None or self.changes(stop.prefix) < stop.number or stop.reached.is_set():
                return app(environ, start)
            answer = list(app(environ, start)) if stop.done else []
            stop.reached.set()
            stop.go_on.wait(30)
            return answer

        return application


@contextmanager
def object_store() -> Generator[ObjectStore]:
    """Serve an object store with one empty bucket, for as long as the block runs."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    store = ObjectStore()
    server = make_server("127.0.0.1", 0, store.watched(DomainDispatcherApplication(create_backend_app)), threaded=True)
    store.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        make_bucket(store)
        yield store
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_bucket(store: ObjectStore) -> None:
    """Make the bucket; this store lets in everybody."""
    request = urllib.request.Request(f"{store.address}/{BUCKET}", method="PUT")
    urllib.request.urlopen(request, timeout=10).close()
