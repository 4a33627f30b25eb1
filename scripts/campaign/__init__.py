"""The campaign generator: Markdown, a register and catalogues in; a multilingual site and leaflets out.

Read the modules in this order, which is the way of the data:
``supplied`` (the gate at the door: which files, characters and sizes may come in) with ``characters``,
``addresses``, ``bombs``, ``settings`` and ``images``; ``content`` (everything that is written, as plain data)
with ``strict_yaml``, ``schema``, ``navigation``, ``helplines``, ``languages``; ``parsed`` (each page parsed
once) with ``sanitise`` and ``gate`` (what Markdown may become); ``checks`` (from content to problems);
``translation`` (catalogues, and the tree they are applied on); ``shortcodes`` and ``slots`` (names in pages,
holes for councils); ``views`` and ``plugin`` (one MkDocs build a language); ``search``; ``councils`` and
``edition`` (what a council sets and writes), ``pieces`` and ``stamp`` (finished pages cut at their slots, and
joined for an edition); ``leaflets``; ``hosts`` (what a host needs beside the pages); ``publish`` and ``build``
(one edition, swapped in at once), ``fleet`` (every council's); ``publishing`` (to where readers find it); ``gates``
(a built site). For people who write: ``preview`` (a page at a time), ``scaffold`` (new pages from templates),
``editing`` (changes that keep every other byte), ``editor`` (the web editor), ``suggestions`` and ``pictures``. ``cli``
is the command; nothing imports it.
"""
