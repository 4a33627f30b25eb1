"""Leaflets: pages made to be printed, as PDF files from the same words and the same HTML.

``names`` says which files there are, ``make`` sets them with WeasyPrint, ``gates`` lets nothing wrong through.
"""
