"""The parts of the verifier: finding quotes, and reading sentences against them."""
