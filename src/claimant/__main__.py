"""`python -m claimant` is the command line."""

from claimant.cli import main

main()
