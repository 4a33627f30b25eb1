"""Search: one prebuilt lunr index a language, our own analyser on both sides, nothing loaded until touched.

``analyser`` turns text into tokens; its twin in JavaScript is ``overrides/components/search-box/``.
"""
