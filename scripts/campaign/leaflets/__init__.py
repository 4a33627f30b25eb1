"""Leaflets: pages made to be printed, as PDF files from the same words and the same HTML.

``formats`` says what can be made, ``names`` which files there are; ``document`` makes the HTML of one, ``engine`` lays
it out with WeasyPrint, ``gates`` lets nothing wrong through, ``fit`` finds the largest type; ``finish`` cuts booklets
and marks the box for a school's stamp; ``cache`` makes nothing twice; ``make`` does it all; ``packs`` and ``stamp``
serve schools.
"""
