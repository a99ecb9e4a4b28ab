"""Accounts with which to try the desk; for demonstration only, on a registry that has no account yet."""

import secrets
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction

from partnerships.admin.permissions import ensure_staff_group
from regions.models import Region, StaffAssignment

SECTIONS = ("africa", "aspac")


class Account(NamedTuple):
    """What somebody needs to sign in, and what the account may do."""

    username: str
    password: str
    purpose: str


@transaction.atomic
def make_demonstration_accounts() -> list[Account]:
    """One editor and one reviewer for each of two sections, and an administrator, with random passwords.

    Makes none, and returns none, when there is any account already.
    """
    users = get_user_model().objects
    if users.exists():
        return []
    accounts = []
    group = ensure_staff_group()
    for region in Region.objects.filter(code__in=SECTIONS).order_by("code"):
        for role in StaffAssignment.Role:
            account = Account(f"{region.code}-{role.value}", secrets.token_urlsafe(12), f"{role.value} of {region.name_en}")
            user = users.create_user(account.username, password=account.password, is_staff=True)
            user.groups.add(group)
            StaffAssignment.objects.create(user=user, region=region, role=role)
            accounts.append(account)
    administrator = Account("administrator", secrets.token_urlsafe(12), "everything")
    users.create_superuser(administrator.username, password=administrator.password)
    return [*accounts, administrator]
