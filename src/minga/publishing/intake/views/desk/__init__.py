"""The desk of readings: handing in, deciding, loading."""
