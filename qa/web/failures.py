"""What can go wrong between a request and the archive; each has its kind in `kinds`."""

from __future__ import annotations

from qa.errors import ConfigError, DatelineError, InvalidInput


class CrossSite(DatelineError):
    """A page of another site made the browser send this."""


class NotReady(DatelineError):
    """The archive cannot be asked yet, or not any more."""


class Overloaded(DatelineError):
    """The server has more to do than it can hold."""


class TookTooLong(DatelineError):
    """An answer was not whole within the time that a request has."""


class TooDeep(InvalidInput):
    """The JSON of a request has too many levels."""


class KeyInUse(InvalidInput):
    """A request with the same Idempotency-Key is being worked on."""


class KeyReused(InvalidInput):
    """An Idempotency-Key came with another request before."""


class StreamNotFound(DatelineError):
    """No stream of events has that id, or not any more."""


class JobNotFound(DatelineError):
    """No job has that id, or not any more."""


class JobFinished(DatelineError):
    """A job that is over cannot be cancelled."""


class TooManyJobs(DatelineError):
    """As many jobs wait as the server keeps."""


class DataSetNotFound(InvalidInput):
    """No data set has that name."""


class NotSetUp(ConfigError):
    """The server was started without what a request needs."""


class Interrupted(DatelineError):
    """A job was begun several times, and the server stopped each time."""
