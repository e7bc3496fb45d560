"""Plain data that travels between the stages: immutable records without behaviour.

NamedTuples where a view makes them, since making a class is a part of every start; dataclasses elsewhere.

Import from the module that holds the topic (`models.feed`, `models.item`, `models.analysis`, `models.text`,
`models.page`):
a command then loads only the classes it uses. All datetimes are timezone-aware UTC.
"""
