"""Views: data in, Page out. A new view is a file with a function and a row in `views.registry.VIEWS`."""
