"""Work at half price: requests that can wait go to the server as a message batch, and are collected when it has ended.

`requests` says what is asked for, `submit` sends it within the budget, `collect` reads and `results` checks and keeps
what came, `recover` looks for what was lost.
"""
