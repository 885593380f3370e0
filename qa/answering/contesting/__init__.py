"""What stands against what: denials, contradictions, and figures that differ."""
