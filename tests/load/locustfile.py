"""Clients for locust that search, ask without a model, and ask a slow one (docs/operation.md).

How many of each: the environment's SEARCH, KEYLESS and MODEL.
"""

import os
import random

from locust import HttpUser, constant, task

TOPICS = ["death toll in Gaza", "the ferry", "Tehran informed in advance", "hostage talks",
          "Security Council vote", "the hospital"]  # fmt: skip
REFUSED = (429, 503)  # with Retry-After: no error


def topic() -> str:
    return random.choice(TOPICS)  # noqa: S311


class Searching(HttpUser):
    fixed_count = int(os.environ.get("SEARCH", "6"))
    wait_time = constant(0.05)

    @task
    def search(self) -> None:
        self.client.get("/api/v1/search", params={"q": topic()}, name="search")


class Asking(HttpUser):
    fixed_count = int(os.environ.get("KEYLESS", "2"))
    wait_time = constant(0.2)
    answerer = "extractive"

    @task
    def ask(self) -> None:
        asked = {"question": f"What of {topic()}?", "answerer": self.answerer, "fresh": True}
        with self.client.post(
            "/api/v1/ask", json=asked, name=self.answerer, catch_response=True
        ) as answer:
            if answer.status_code in REFUSED:
                answer.success()


class AskingTheModel(Asking):
    fixed_count = int(os.environ.get("MODEL", "0"))
    wait_time = constant(1)
    answerer = "llm"
