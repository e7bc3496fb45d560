"""Blocks → shielded blocks → engine → checked blocks, within the budget, each finished block committed as it comes.

`prepare` says what is done already and needs neither an engine nor the checks; `translate` buys the rest; `plan_tasks`
is for a dry run.
Names are loaded when they are first asked for: an article that is translated already needs `prepare` alone.
"""
