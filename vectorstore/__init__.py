"""Stores articles and finds passages of them; knows nothing of questions and answers."""
