"""The preview: pages rendered when they are asked for, an edit on the screen within a second, problems on the page itself.

``project`` reads again what changed and keeps the last version that could be read; ``press`` renders a page through the very
way of the build; ``answers`` turns an address into a page, a view or a file, and ``bar`` tells the page what is wrong with
it. ``checking`` runs the checks and ``paper`` sets leaflets, each in a process of its own, so that neither delays a page.
``watching`` sees edits, ``server`` speaks HTTP on this machine only, ``running`` starts and stops it all.

All reading and rendering happens on the main thread (``desk``): only there a page that takes too long can be stopped.
"""
