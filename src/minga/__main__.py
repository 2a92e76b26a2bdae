"""`python -m minga` is the `minga` command."""

from minga.cli.main import main

raise SystemExit(main())
