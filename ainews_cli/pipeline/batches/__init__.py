"""Work at half price: requests that can wait go to the server as a message batch, and are collected when it has ended.

`wants_analyses` and `wants_translations` say what is asked for, `submit` sends it within the budget, `collect` checks
and keeps what came.
"""
