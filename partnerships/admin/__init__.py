"""The desk's pages for the registry itself."""

from partnerships.admin import figure, fund, partnership, places, sections, training, vocabulary
from partnerships.admin.worklists import work_of
from regions.admin.site import desk

desk.work.append(work_of)

__all__ = ["figure", "fund", "partnership", "places", "sections", "training", "vocabulary"]
