"""Changes to files that people keep: only what is to change is changed, and every other byte stays.

``written`` writes values as our YAML files write them; ``patch`` changes YAML in place; ``menu`` adds a page to ``nav``.
"""
