"""The days that a text names in other words than a date, read from its day of publication."""

from qa.answering.dating.mentions import date_spans, dates_in

__all__ = ["date_spans", "dates_in"]
