"""New pages, leaflets, myths and helplines, from templates that pass every check.

What is new is not yet public: a page begins as a draft, a helpline is held back until somebody has rung it.
"""
