"""The questions that lists other than that of partnerships answer, and their pages of results."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from partnerships.templatetags.site import is_tracking
from partnerships.views.missing import Missing


def asked(request: HttpRequest) -> QueryDict:
    """The parameters a strict form is to judge: all but those that only follow visitors around."""
    query = request.GET.copy()
    for name in [name for name in query if is_tracking(name)]:
        del query[name]
    return query


def page_of(results: QuerySet, number: int | None, size: int) -> Page:
    """One page of results. Raises Missing, with a sentence, beyond the last."""
    paginator = Paginator(results, size)
    number = number or 1
    if number > paginator.num_pages:
        raise Missing(
            _("There is no page %(number)s of this list; the last is %(last)s.")
            % {"number": number, "last": paginator.num_pages}
        )
    return paginator.page(number)
