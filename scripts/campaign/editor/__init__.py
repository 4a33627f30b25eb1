"""A web editor on this machine: Sveltia CMS, working on the files of this folder and on nothing else.

It is for trying and for desks without a Git host; it is never part of the site. ``sveltia`` fetches the program
and proves that it is the one we know; ``fields`` and ``settings`` make its forms from our own schemas; ``saving``
turns what it saves into the smallest change; ``server`` and ``page/`` join it to the folder.
"""
