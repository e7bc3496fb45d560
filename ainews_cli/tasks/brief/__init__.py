"""Texts → engine → claims that cite them → checked claims, within the budget, each brief committed as it comes."""
