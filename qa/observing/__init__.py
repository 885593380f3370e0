"""What can be seen of a running Dateline: stages of its work, as spans, counts and log lines.

stages      a stage begins and ends; whoever counts or logs is told
steps       a question as a stage, with all that happens in it
tracing     stages as spans of OpenTelemetry, if its variables are set
logs        what is written to stderr, without secrets
"""
