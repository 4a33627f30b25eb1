"""``python -m campaign`` is the same as ``campaign``."""

from campaign.cli import main

main()
