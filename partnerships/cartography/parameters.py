"""What the map is asked besides the question itself: which part of the world, and how closely."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.cartography.circles import FARTHEST
from partnerships.parameters import BoxField


class WindowFields(forms.Form):
    """The part of the world shown. It leaves the question as it is: partnerships elsewhere still answer it."""

    window = BoxField(
        required=False,
        label=_("Part of the world"),
        help_text=_(
            "The part of the world to show, west,south,east,north, in degrees. Unlike bbox it leaves the results as they "
            "are. Without it, the area of bbox is shown, or else the whole world."
        ),
    )
    zoom = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=FARTHEST,
        label=_("Zoom"),
        help_text=_(
            "How closely one looks, from 0 to 10: places nearer than 45° / 2^zoom share a circle. Without it, as suits the "
            "part of the world shown."
        ),
    )
