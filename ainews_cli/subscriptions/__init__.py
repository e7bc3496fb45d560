"""Subscriptions: the `[[feeds]]` of the config file, changed by the program.

- `subscriptions.editing`: TOML text with entries added or removed, everything else as it was (pure)
- `subscriptions.configfile`: the same on the file: checked before it is replaced, whole or not at all
- `subscriptions.opml`: lists of feeds in and out (pure)
- `subscriptions.naming`: names of their own, and which addresses are the same feed (pure)
- `subscriptions.sites`: addresses of sites whose feeds are known (pure)
- `subscriptions.discovery`: the feed behind an address that a person has
- `subscriptions.starting`: the example's feeds, narrowed to some categories (pure)
- `subscriptions.checking`: what each feed answers right now

Importing this package loads none of them. `checking` and `discovery` bring the HTTP client with them.
"""
