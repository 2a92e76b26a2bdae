"""Reading readings: which ones, how far each is decided, the source beside the draft, matches and differences."""
