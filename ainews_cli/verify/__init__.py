"""The checks on a translation: nothing is printed as translated that the source does not carry."""
