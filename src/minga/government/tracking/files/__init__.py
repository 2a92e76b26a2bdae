"""Files that people deliver: what they are, whether they are harmless, their copies for everybody, where they are kept."""
