"""Reading for the pages of the face."""
