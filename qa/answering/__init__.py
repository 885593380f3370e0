"""Answerers propose sentences with quotes; the verifier finds the quotes or rejects them."""
