"""Bringing a built site to where readers find it: a folder on a server, a server by rsync, or an S3-compatible bucket.

Every way is the same for readers: they get the old site or the new one, never half of each, and one command goes
back. ``manifest`` tells what changed, so that only that travels.
"""
