"""Who may do what over the network: host names, keys and scopes, sign-in, limits.

    register(app, service.config, exposed)      all of it, before every other `before_request`

Order of a request: its host name, its key (`identify`), how many came before (`limits`), what the
key may do (`enforce`). So a flood without keys is held off by its address.
"""

from __future__ import annotations

from flask import Flask

from qa.config import Config
from qa.keys import Keys
from qa.web.access import guard, hosts, limits, signing_in

__all__ = ["register"]


def register(app: Flask, config: Config, *, exposed: bool) -> None:
    """Guard the app.

    Args:
        exposed: others than this machine reach the server. It then asks for keys even if there
            are none (say, because their file was removed), unless anyone is allowed.
    """
    keys = Keys(config.data_dir)
    policy = guard.Policy(keys, always=exposed and not config.allow_anyone, exposed=exposed)
    app.extensions["dateline_access"] = policy
    app.secret_key = keys.signing_secret()
    app.before_request(hosts.check_of(config, policy))
    app.before_request(guard.identify)
    limits.register(app, config)
    app.before_request(guard.enforce)
    app.register_blueprint(signing_in.signing_in)
    app.session_interface = signing_in.Sessions()
    app.context_processor(lambda: {"signed_in": guard.signed_in()})
