"""`serve`: a process that says where it listens, answers, and stops when told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests

from qa.config import Config
from qa.errors import ConfigError
from qa.service import Dateline
from qa.web import serve

SERVER = """
import sys, time
from pathlib import Path
from qa.config import Config
from qa.service import Dateline
from qa.web import serve

class Slow(Dateline):
    def articles(self, **given):
        print("asked", flush=True)
        time.sleep(1)
        return super().articles(**given)

with Slow.open(Config(data_dir=Path(sys.argv[1]))) as service:
    serve(service, port=0, announce=lambda address: print(address, flush=True))
print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_finishes_what_runs(tmp_path, number):
    command = [sys.executable, "-c", SERVER, str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        answers = []

        def ask() -> None:
            response = requests.get(address + "api/v1/articles", timeout=30)
            answers.append(response.json())

        asking = threading.Thread(target=ask)
        asking.start()
        assert server.stdout.readline() == "asked\n"
        server.send_signal(number)
        asking.join()
        assert answers == [{"items": [], "next_cursor": None}]
        assert server.stdout.read() == "stopped\n"
    assert server.returncode == 0


def test_an_address_in_use_is_a_clear_error(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with Dateline.open(Config(data_dir=tmp_path)) as service:
            with pytest.raises(ConfigError, match=rf"127.0.0.1:{port} cannot be bound"):
                serve(service, port=port)
            with pytest.raises(ConfigError, match="cannot be bound"):
                serve(service, host="no such host", port=0)
