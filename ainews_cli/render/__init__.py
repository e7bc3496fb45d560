"""Formats print a Page. A new format is one file with `render(page: Page, options: Options) -> str` and a row in FORMATS."""
