"""Texts → engine → claims that cite them → checked claims, within the budget, each brief committed as it comes.

`discussion_matter` and `week_matter` say what would be sent; `brief` buys what is not stored. Names are loaded when
they are first asked for: a
page whose briefs are all stored needs `matters` alone.
"""
