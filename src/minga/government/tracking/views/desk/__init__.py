"""The desk of the follow-up: cycles, reports and their review."""
