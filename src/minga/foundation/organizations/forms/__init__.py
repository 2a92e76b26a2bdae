"""The forms of the app: what is asked of its listing, and what changes its rows."""

from minga.foundation.organizations.forms.listing import FilterForm

__all__ = ["FilterForm"]
