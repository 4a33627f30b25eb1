"""A share of the councils, as the command line names it."""

from __future__ import annotations

import click


class Shard(click.ParamType):
    """``2/5``: the second of five shares."""

    name = "K/N"

    def convert(self, value, param, ctx) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        which, _, of = value.partition("/")
        if not (which.isdecimal() and of.isdecimal() and 1 <= int(which) <= int(of)):
            self.fail(f"{value} is not a share such as 2/5.", param, ctx)
        return int(which), int(of)
