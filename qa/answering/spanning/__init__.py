"""Spans of a quote that answer a question by themselves: a name, a time, a place, a number."""
