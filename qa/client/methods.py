"""Methods made of calls: each call is written once, and both clients have it as a method."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Any])


def described(method: Method, call: Callable[..., Any]) -> Method:
    """The method with the name, the words and the arguments of its call, for `help`."""
    method.__name__, method.__doc__ = call.__name__, call.__doc__
    signature = inspect.signature(call)
    itself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    method.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[itself, *signature.parameters.values()]
    )
    return method
