"""The model: key, price, and with the network whether server, key and model can be used and what they can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.doctor.findings import Diagnosis
from ainews_cli.errors import BudgetExceeded, ConfigError, ExitCode, ModelError
from ainews_cli.llm.engines import ENGINES, is_automatic, resolve
from ainews_cli.llm.prices import DATE, PRICES, Price
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ainews_cli.config import ModelConfig
    from ainews_cli.llm.access import Access
    from ainews_cli.llm.provider import Provider
    from ainews_cli.models.capabilities import Capabilities

ABILITIES = ("structured", "caching", "batches", "count_tokens")


class Network(NamedTuple):
    """How the model's server is asked. Both raise ModelRefused or ModelUnavailable."""

    reach: Callable[[Access, str], None]
    """Of Anthropic's own servers: server, key and model, free of charge."""
    probe: Callable[[Access, str, Price], Capabilities] | None
    """Of others: one short message, and what they can do. None where it cannot be written down (no usable database) and
    would cost money.
    """


def findings(model: ModelConfig, environ: Mapping[str, str], language: str, network: Network | None) -> list[Diagnosis]:
    """About the configured engine; without a `network` nobody is asked."""
    provider = resolve(model.engine, base_url=model.base_url, environ=environ)
    found = provider.access(model.base_url, environ)
    if found is None:
        return [_no_server(model, provider, language)]
    rows = [_key(found, provider, language)]
    rows += [
        Diagnosis(
            "model",
            "warning",
            text(language, "doctor.key"),
            line,
            text(language, "doctor.key.warning.mend", name=found.key_name),
        )
        for line in provider.warnings(model.base_url, environ)
    ]
    price = _price(model, provider, found, language, rows)
    if not found.usable or price is None:
        return rows
    if network is None:
        return [
            *rows,
            Diagnosis("model", "ok", text(language, "doctor.server"), text(language, "doctor.server.not_asked")),
        ]
    return rows + _server(model, found, price, language, network)


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


def _key(found: Access, provider: Provider, language: str) -> Diagnosis:
    """Names the variable, never what is in it."""
    about = text(language, "doctor.key")
    if found.key:
        return Diagnosis("model", "ok", about, text(language, "doctor.key.set", name=found.key_name, host=found.host))
    if found.usable:
        return Diagnosis(
            "model",
            "ok",
            about,
            text(language, "doctor.key.by_sdk" if found.by_sdk else "doctor.key.not_needed", host=found.host),
        )
    todo = text(language, "doctor.key.none.mend", names=" / ".join(provider.key_names))
    return Diagnosis(
        "model", "problem", about, text(language, "doctor.key.missing", host=found.host), todo, ExitCode.MODEL
    )


def _price(model: ModelConfig, provider: Provider, found: Access, language: str, rows: list[Diagnosis]) -> Price | None:
    """The price, with a finding about it; None where it is not known."""
    about = text(language, "doctor.price")
    stated = (
        Price(model.price_input, model.price_output) if model.price_input >= 0 and model.price_output >= 0 else None
    )
    try:
        price = provider.price(model.analysis, found, stated)
    except ConfigError as error:
        rows.append(
            Diagnosis("model", "problem", about, str(error), text(language, "doctor.price.mend"), ExitCode.CONFIG)
        )
        return None
    amounts = {"model": model.analysis, "input": f"{price.input:g}", "output": f"{price.output:g}"}
    if stated:
        rows.append(Diagnosis("model", "ok", about, text(language, "doctor.price.stated", **amounts)))
    elif found.official and model.analysis in PRICES:
        rows.append(Diagnosis("model", "ok", about, text(language, "doctor.price.table", date=DATE, **amounts)))
    else:
        rows.append(
            Diagnosis(
                "model",
                "ok",
                about,
                text(language, "doctor.price.free", host=found.host),
                text(language, "doctor.price.free.mend"),
            )
        )
    return price


def _server(model: ModelConfig, found: Access, price: Price, language: str, network: Network) -> list[Diagnosis]:
    about = text(language, "doctor.server")
    if not found.official and network.probe is None:
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
        if found.official or network.probe is None:
            network.reach(found, model.analysis)
        else:
            able = network.probe(found, model.analysis, price)
    except BudgetExceeded as error:
        return [Diagnosis("model", "warning", about, found.scrub(str(error)), text(language, "doctor.server.later"))]
    except ModelError as error:
        return [
            Diagnosis(
                "model", "problem", about, found.scrub(str(error)), text(language, "doctor.server.mend"), ExitCode.MODEL
            )
        ]
    rows = [
        Diagnosis("model", "ok", about, text(language, "doctor.server.good", host=found.host, model=model.analysis))
    ]
    return rows + _abilities(able, language) if able else rows


def _abilities(able: Capabilities, language: str) -> list[Diagnosis]:
    """What the server can do; a schema that is ignored is worth a warning."""
    said = {True: "yes", False: "no", None: "unknown"}
    lines = [
        f"{text(language, f'doctor.can.{name}')}: {text(language, f'doctor.can.{said[getattr(able, name)]}')}"
        for name in ABILITIES
    ]
    rows = [Diagnosis("model", "ok", text(language, "doctor.can"), text(language, "list.comma").join(lines))]
    if able.structured is False:
        found, todo = text(language, "doctor.can.prose"), text(language, "doctor.can.prose.mend")
        rows.append(Diagnosis("model", "warning", text(language, "doctor.can.structured"), found, todo))
    return rows
