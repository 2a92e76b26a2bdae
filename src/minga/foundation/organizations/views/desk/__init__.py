"""The desk's pages of the app: roles and the electoral mode."""
