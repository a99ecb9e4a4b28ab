"""The partnerships that answer a question, as files to take along and as a feed: the API's objects in other clothes."""

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
