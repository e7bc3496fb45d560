"""ainews: a personal digest of AI news on the command line."""

__version__ = "0.1.0"
