"""Views make a Page. A new view is a row in VIEWS and one function."""
