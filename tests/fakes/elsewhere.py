"""A service with settings of a test's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any


class Elsewhere:
    """The service with other settings, such as a folder of keys of its own."""

    def __init__(self, service: Any, **settings: Any) -> None:
        self._service = service
        self.config = replace(service.config, **settings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)
