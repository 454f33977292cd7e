"""Servers on this machine for tests: any WSGI application, or a published folder, behind an address."""

import threading
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from courtlog.web import Answer, DirectorySource


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Say nothing: a client that gave up is part of several tests."""


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def serving(application):
    with make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def folder(directory):
    """Serve a folder as any static web server would."""
    source = DirectorySource(directory)

    def application(environ, start):
        data = source.read(environ["PATH_INFO"].strip("/"), 10**8)
        return (Answer(404) if data is None else Answer(200, data)).send(start)

    return application
