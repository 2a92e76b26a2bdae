"""`minga account`: accounts that are made, or opened again, by whoever runs the server."""

from __future__ import annotations

import argparse
import sys

from minga.cli.django import start_with_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and whose account it is."""
    parser.add_argument("act", choices=("create", "remove-factors"))
    parser.add_argument("email")


def run(options: argparse.Namespace) -> int:
    """Makes an account without password, or takes away the second steps of one and tells its owner by mail."""
    start_with_record()
    from allauth.account.adapter import get_adapter

    from minga.foundation.accounts.actions import make_account, remove_factors

    if options.act == "create":
        make_account(email=options.email)
        print("La cuenta está hecha; su contraseña se pone con «Olvidé mi contraseña».", file=sys.stderr)
        return 0
    person = remove_factors(email=options.email)
    get_adapter().send_mail("account/email/factors_removed", person.email, {"user": person})
    print("La cuenta ya no tiene segundo paso, y sus sesiones se cerraron.", file=sys.stderr)
    return 0
