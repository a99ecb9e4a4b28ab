from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from regions.admin import help_texts
from regions.admin.fields import DeskFields
from regions.admin.record import PartInline
from regions.admin.site import desk
from regions.models import StaffAssignment


class AssignmentInline(PartInline):
    """The sections somebody works for."""

    model = StaffAssignment
    help_texts = help_texts.STAFF_ASSIGNMENT
    fields = [("region", "role")]


@admin.register(User, site=desk)
class AccountAdmin(DeskFields, UserAdmin):
    """Who may come to the desk, and for which sections. Administrators only."""

    help_texts = help_texts.ACCOUNT
    checkboxes = ["groups"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password", ("first_name", "last_name"), "email"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "groups", "is_superuser"]}),
        (_("The rest"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    inlines = [AssignmentInline]
    list_display = ["username", "first_name", "last_name", "is_staff", "is_superuser", "last_login"]
    list_filter = ["is_staff", "is_superuser", "is_active", "groups"]
