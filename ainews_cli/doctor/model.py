"""The model: key, price, and with the network whether server, key and model can be used and what they can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.config import ModelConfig
from ainews_cli.doctor.diagnosis import Diagnosis
from ainews_cli.errors import BudgetExceeded, ConfigError, ExitCode, ModelError
from ainews_cli.llm.engines import ENGINES, is_automatic, resolve
from ainews_cli.llm.prices import DATE, PRICES, Price
from ainews_cli.models.capabilities import Capabilities
from ainews_cli.texts import text

if TYPE_CHECKING:
    from ainews_cli.llm.access import Access
    from ainews_cli.llm.provider import Provider

ABILITIES = ("structured", "caching", "batches", "count_tokens")


class Network(NamedTuple):
    """Two ways to ask the model's server. Both raise ModelRefused or ModelUnavailable."""

    reach: Callable[[Access, str], None]
    """Of Anthropic's own servers: server, key and model, free of charge."""
    probe: Callable[[Access, str, Price], Capabilities] | None
    """Of others: one short message, and what they can do. None where it cannot be written down (no usable database) and
    would cost money.
    """


def diagnoses(
    model: ModelConfig, environ: Mapping[str, str], language: str, network: Network | None
) -> list[Diagnosis]:
    """Return what is to be said of the configured engine; without a `network` nobody is asked."""
    provider = resolve(model.engine, base_url=model.base_url, environ=environ)
    server = provider.access(model.base_url, environ)
    if server is None:
        return [_no_server(model, provider, language)]
    rows = [_key(server, provider, language)]
    rows += [
        Diagnosis(
            "model",
            "warning",
            text(language, "doctor.key"),
            line,
            text(language, "doctor.key.warning.mend", name=server.key_name),
        )
        for line in provider.warnings(model.base_url, environ)
    ]
    price = _price(model, provider, server, language, rows)
    if not server.usable or price is None:
        return rows
    if network is None:
        return [
            *rows,
            Diagnosis("model", "ok", text(language, "doctor.server"), text(language, "doctor.server.not_asked")),
        ]
    return rows + _server(model, server, price, language, network)


def _no_server(model: ModelConfig, provider: Provider, language: str) -> Diagnosis:
    """Return what there is to say of an engine without a server: fine where the reader chose it."""
    about = text(language, "doctor.key")
    if not is_automatic(model.engine):
        return Diagnosis("model", "ok", about, text(language, "doctor.engine.no_key", engine=provider.name))
    keys = next(row.key_names for row in ENGINES.values() if row.key_names)
    return Diagnosis(
        "model",
        "warning",
        about,
        text(language, "doctor.key.none"),
        text(language, "doctor.key.none.mend", names=" / ".join(keys)),
    )


def _key(server: Access, provider: Provider, language: str) -> Diagnosis:
    """Name the variable, never what is in it."""
    about = text(language, "doctor.key")
    if server.key:
        return Diagnosis("model", "ok", about, text(language, "doctor.key.set", name=server.key_name, host=server.host))
    if server.usable:
        return Diagnosis(
            "model",
            "ok",
            about,
            text(language, "doctor.key.by_sdk" if server.by_sdk else "doctor.key.not_needed", host=server.host),
        )
    todo = text(language, "doctor.key.none.mend", names=" / ".join(provider.key_names))
    return Diagnosis(
        "model", "problem", about, text(language, "doctor.key.missing", host=server.host), todo, ExitCode.MODEL
    )


def _price(
    model: ModelConfig, provider: Provider, server: Access, language: str, rows: list[Diagnosis]
) -> Price | None:
    """Return the price, None where it is not known; add a diagnosis to `rows`."""
    about = text(language, "doctor.price")
    stated = (
        Price(model.price_input, model.price_output) if model.price_input >= 0 and model.price_output >= 0 else None
    )
    try:
        price = provider.price(model.analysis, server, stated)
    except ConfigError as error:
        rows.append(
            Diagnosis("model", "problem", about, str(error), text(language, "doctor.price.mend"), ExitCode.CONFIG)
        )
        return None
    amounts = {"model": model.analysis, "input": f"{price.input:g}", "output": f"{price.output:g}"}
    if stated:
        rows.append(Diagnosis("model", "ok", about, text(language, "doctor.price.stated", **amounts)))
    elif server.official and model.analysis in PRICES:
        rows.append(Diagnosis("model", "ok", about, text(language, "doctor.price.table", date=DATE, **amounts)))
    else:
        rows.append(
            Diagnosis(
                "model",
                "ok",
                about,
                text(language, "doctor.price.free", host=server.host),
                text(language, "doctor.price.free.mend"),
            )
        )
    return price


def _server(model: ModelConfig, server: Access, price: Price, language: str, network: Network) -> list[Diagnosis]:
    about = text(language, "doctor.server")
    if not server.official and network.probe is None:
        return [
            Diagnosis(
                "model",
                "warning",
                about,
                text(language, "doctor.server.no_ledger"),
                text(language, "doctor.database.copy"),
            )
        ]
    able = None
    try:
        if server.official or network.probe is None:
            network.reach(server, model.analysis)
        else:
            able = network.probe(server, model.analysis, price)
    except BudgetExceeded as error:
        return [Diagnosis("model", "warning", about, server.scrub(str(error)), text(language, "doctor.server.later"))]
    except ModelError as error:
        return [
            Diagnosis(
                "model",
                "problem",
                about,
                server.scrub(str(error)),
                text(language, "doctor.server.mend"),
                ExitCode.MODEL,
            )
        ]
    rows = [
        Diagnosis("model", "ok", about, text(language, "doctor.server.good", host=server.host, model=model.analysis))
    ]
    return rows + _abilities(able, language) if able else rows


def _abilities(able: Capabilities, language: str) -> list[Diagnosis]:
    """Return what the server can do; a schema that is ignored is worth a warning."""
    said = {True: "yes", False: "no", None: "unknown"}
    lines = [
        f"{text(language, f'doctor.can.{name}')}: {text(language, f'doctor.can.{said[getattr(able, name)]}')}"
        for name in ABILITIES
    ]
    rows = [Diagnosis("model", "ok", text(language, "doctor.can"), text(language, "list.comma").join(lines))]
    if able.structured is False:
        finding, todo = text(language, "doctor.can.prose"), text(language, "doctor.can.prose.mend")
        rows.append(Diagnosis("model", "warning", text(language, "doctor.can.structured"), finding, todo))
    return rows
