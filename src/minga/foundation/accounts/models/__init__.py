"""People who sign in, and the tokens with which their programs act."""

from minga.foundation.accounts.models.people import User, UserManager
from minga.foundation.accounts.models.tokens import AnsweredRequest, PersonalToken

__all__ = ["AnsweredRequest", "PersonalToken", "User", "UserManager"]
