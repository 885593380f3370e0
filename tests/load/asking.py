"""Clients that ask without a model, each again as soon as it has its answer.

QUESTIONS=queries.jsonl locust -f tests/load/asking.py --headless -u 8 -r 8 -t 25s --host URL
"""

import json
import os
import random
from pathlib import Path

from locust import HttpUser, constant, task

LINES = Path(os.environ["QUESTIONS"]).read_text(encoding="utf-8").splitlines()
QUESTIONS = [json.loads(line)["text"] for line in LINES]


class Asking(HttpUser):
    wait_time = constant(0)

    @task
    def ask(self) -> None:
        question = random.choice(QUESTIONS)  # noqa: S311  (no secret)
        body = {"question": question, "answerer": "extractive"}
        with self.client.post("/api/v1/ask", json=body, name="ask", catch_response=True) as reply:
            if reply.status_code in (429, 503):
                reply.success()
