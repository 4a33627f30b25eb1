"""All councils at once: each language is rendered once, and every edition is stamped from it.

``inputs`` is what each step depends on, as hashes; ``store`` keeps under them what is made, and the record of each
edition; ``tasks`` are the steps, which run in any process on any machine that sees the same folders; ``engine`` runs
them here or on a Dask cluster; ``run`` is the whole fleet; ``overview`` is what a publisher looks at.
"""
