"""The desk's pages of the app: editing plans, publishing them, linking them."""
