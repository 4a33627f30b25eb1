"""The campaign generator: Markdown, a register and catalogues in; a multilingual site and leaflets out.

Read the modules in this order, which is the way of the data:
``content`` (everything that is written, as plain data) with ``strict_yaml``, ``schema``, ``navigation``,
``helplines``, ``languages``; ``checks`` (from content to problems); ``translation`` (catalogues, and the tree
they are applied on); ``shortcodes`` and ``slots`` (names in pages, holes for councils); ``views`` and
``plugin`` (one MkDocs build a language); ``search``; ``councils``, ``edition`` and ``stamp`` (one edition);
``leaflets``; ``hosts`` (what a host needs beside the pages); ``publish`` and ``build`` (all of it, swapped in at
once); ``publishing`` (to where readers find it). ``cli`` is the command; nothing imports it.
"""
