"""What tokens cost, and what a call cost. One dated table; other prices come as an argument.

Source: Anthropic's price list as of `DATE` (platform documentation, "Pricing"). Unknown models have no price: guessing
one would break the promise that money is bounded before it is spent.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from typing import NamedTuple

from ainews_cli.errors import ConfigError
from ainews_cli.models.analysis import Usage

DATE = "2026-11-01"
"""When the table was last compared with the price list."""
BATCH = 0.5
"""Factor for message batches."""
_MILLION = 1_000_000


class Price(NamedTuple):
    """US dollars per million tokens of one model."""

    input: float
    output: float
    cache_read: float = 0.1
    """Factor on `input` for tokens read from the prompt cache."""
    cache_write: float = 1.25
    """Factor on `input` for tokens written to the five-minute cache; the one-hour cache costs 2."""
    long_from: int = 0
    """Prompts above this many tokens cost `long_factor` times as much, in and out; 0: no such step."""
    long_factor: float = 1.0


FREE = Price(0.0, 0.0)
PRICES = {
    "claude-haiku-5-5": Price(0.10, 0.50, long_from=100_000, long_factor=5.0),
    "claude-sonnet-5-5": Price(2.0, 10.0),
    "claude-opus-5-5": Price(4.0, 20.0, cache_read=0.05),
}


def price_of(model: str, *, local: bool = False, override: Price | None = None) -> Price:
    """Return the price of a model: `override` first, then the table, then nothing at all for servers other than
    Anthropic's.

    Raise ConfigError for a model of Anthropic's that the table does not know.
    """
    if override is not None:
        return override
    if local:
        return FREE
    if model in PRICES:
        return PRICES[model]
    raise ConfigError(
        f"no price is known for model {model!r}: set price_input and price_output (US dollars per million "
        f"tokens) in [model], "
        f"or use one of {', '.join(PRICES)}"
    )


def cost_of(usage: Usage, price: Price, *, batch: bool = False) -> float:
    """Return US dollars of one call, from the tokens the server counted."""
    read, written = usage.cache_read * price.cache_read, usage.cache_written * price.cache_write
    dollars = ((usage.input_tokens + read + written) * price.input + usage.output_tokens * price.output) / _MILLION
    prompt = usage.input_tokens + usage.cache_read + usage.cache_written
    if price.long_from and prompt > price.long_from:
        dollars *= price.long_factor
    return dollars * BATCH if batch else dollars


def estimate_cost(input_tokens: int, output_tokens: int, price: Price, *, batch: bool = False) -> float:
    """Return the most a call may cost: everything written to the cache, the reply as long as it may be."""
    return cost_of(Usage(output_tokens=output_tokens, cache_written=input_tokens), price, batch=batch)
