"""The campaign generator: Markdown, a register and catalogues in; a multilingual site and leaflets out.

Read the modules in this order, which is the way of the data:
``content`` (everything that is written, as plain data) with ``strict_yaml``, ``schema``, ``navigation``,
``helplines``, ``languages``; ``checks`` (from content to problems); ``translation`` (catalogues, and the tree
they are applied on); ``shortcodes`` and ``slots`` (names in pages, holes for councils); ``views`` and
``plugin`` (one MkDocs build a language); ``search``; ``councils`` and ``edition`` (what a council sets and writes),
``pieces`` and ``stamp`` (finished pages cut at their slots, and joined for an edition);
``leaflets``; ``publish`` and ``build`` (one edition, swapped in at once), ``fleet`` (every council's). ``cli`` is the command; nothing imports it.
"""
