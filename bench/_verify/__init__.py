"""Helpers of `bench/verify.py`: Markdown files as aligned blocks, and faults put into them."""
