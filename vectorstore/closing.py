"""What is closed at the end of a `with`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self


class Closing(ABC):
    """An object that is used in a `with`, and is closed there however that ends."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what is held; nothing can be done with the object afterwards."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
