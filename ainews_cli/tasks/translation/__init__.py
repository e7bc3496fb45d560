"""Blocks → shielded blocks → engine → checked blocks, within the budget, each finished block committed as it comes.

`plan.prepare` says what is done already and needs neither an engine nor the checks; `run.translate` buys the rest.
"""
