"""Keeping the history of a model: who changed what and when, written by database triggers."""

import pghistory
from django.db import models


def keep_history(model: type[models.Model], *, exclude: list[str] | None = None) -> None:
    """Record every insert, change and deletion of `model` as `<Model>History`, whatever way it comes about.

    Call it once the model has its translated columns: from `translation.py`.
    """
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__.replace('_', '')}History",
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
        exclude=exclude,
    )(model)
