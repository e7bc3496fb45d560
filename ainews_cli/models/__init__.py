"""Plain data that travels between the stages: frozen, slotted dataclasses without behaviour.

Import from the module that holds the topic (`models.feed`, `models.item`, `models.analysis`, `models.text`, `models.page`):
a command then loads only the classes it uses. All datetimes are timezone-aware UTC.
"""
