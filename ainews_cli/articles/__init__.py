"""The readable text of an item: page or feed HTML in, typed blocks out.

Names are loaded when they are first asked for, so that `plain_text` (used on thousands of items) costs neither lxml nor
trafilatura.
"""
