from django.db import models

from partnerships.models.partnership import Partnership


class Document(models.Model):
    """What the API's list says of a published partnership in one language, kept ready.

    It holds as long as `version` is the partnership's and `form` the program's; see `partnerships/api/documents.py`.
    """

    pk = models.CompositePrimaryKey("partnership_id", "language")
    # Only kept ready: it neither holds up whoever changes the partnership, nor asks to be deleted with it.
    partnership = models.ForeignKey(
        Partnership, on_delete=models.DO_NOTHING, related_name="documents", db_index=False, db_constraint=False
    )
    language = models.CharField(max_length=12)
    version = models.BigIntegerField()
    form = models.BigIntegerField()
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.partnership_id} ({self.language})"
