"""Councils: a folder of settings each, from which an edition of the whole campaign is made.

``settings`` is the schema of ``council.yml``; ``reading`` reads and dates it; ``own`` lays a council's own pages,
replaced sections and news over the common content; ``logo`` takes in its logo; ``words`` are its own translations;
``create`` begins a folder; ``difference`` proves what an edition changes.
"""

from campaign.councils.reading import FOLDER, NATIONAL, Reading, load, read, slugs
from campaign.councils.settings import CHECK, Contact, Council

__all__ = ["CHECK", "FOLDER", "NATIONAL", "Contact", "Council", "Reading", "load", "read", "slugs"]
