"""The forms of the follow-up."""
