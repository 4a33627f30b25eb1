"""Translation: English Markdown, one PO catalogue a language, applied on the parsed tree.

Read ``tree`` first (how a page becomes blocks and gets its words), then ``catalogue`` (the PO files),
``messages`` (everything that is to be translated) and ``update`` (how a catalogue follows the English).
"""
