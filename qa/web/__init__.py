"""The web form and the REST API, over one `Dateline` service.

    create_app(service) -> Flask      for any WSGI server, and for tests
    serve(service, ...)               waitress, until SIGINT or SIGTERM

Routes stand in `api` (REST), `health` (probes and the OpenAPI document), `pages` (ask, answer,
summarise) and `library` (articles); every failure of any of them goes through `problems`.
"""

from qa.web.app import create_app
from qa.web.server import serve

__all__ = ["create_app", "serve"]
