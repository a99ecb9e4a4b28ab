"""Every address of the registry."""
urlpatterns: list = []
