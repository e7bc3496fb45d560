"""The checks on words: names in Latin letters, negation, glossary terms."""

from __future__ import annotations

import re
from functools import lru_cache

from ainews_cli.models.scripts import WRITTEN_IN
from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.context import Context, findings
from ainews_cli.verify.glossary import Term, terms_in
from ainews_cli.verify.text import fold_width, latin_words, plain, prose
from ainews_cli.verify.words import FUNCTION_WORDS, KEPT_IN_JAPANESE, NEVER_NAMES

_NEGATIVE_EN = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|unable|fail(?:s|ed)?|lacks?|lacking|instead|"
    r"avoid|unless|except|hardly|rarely|"
    r"prevent(?:s|ed)?|refus\w+|den(?:y|ied|ies)|only|un\w{4,}|in(?:valid|complete|correct|visible)\w*|dis\w{4,}|"
    r"ignor\w+|miss(?:ing|es)?|stop\w*|less|"
    r"rather|before|other than|hard|difficult|impossible|but|yet|too|limited|however|free)\b|n['’]t\b",
    re.IGNORECASE,
)
_PLAIN_NEGATIVE_EN = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
_NEGATIVE_JA = re.compile(
    r"ない|なかっ|なく|ません|ず[、にとし。]|ぬ|無|不|非|未|否|外|以外|代わり|避け|防|禁|"
    r"のみ|だけ|まで|しか|まだ|欠|失|止|拒|限ら|なし|無し|なき"
)
_PLAIN_NEGATIVE_JA = re.compile(
    r"(?:では|じゃ|は|が|れ|き|し|り|い|ち|み|け|せ|て|え|め|べ|ら|わ|か|さ|た|な|ま|ば)"
    r"(?:ありません|ません(?!か)|ないで(?:す|しょう)|ない(?=[。、]|$))|ません(?!か)"
)
_IDIOM_JA = re.compile(
    r"かもしれ(?:ない|ません)|(?:なければ|なくては|ないと)(?:なり(?:ません|ない)|いけ(?:ません|ない))|"
    r"に(?:他|ほか)なら(?:ない|ません)|だけで(?:は)?なく|しか\w{0,12}(?:ない|ません)|ざるを得\w+|"
    r"に過ぎ(?:ない|ません)|にすぎ(?:ない|ません)|まで(?:は)?\w{0,8}(?:ない|ません)|"
    r"差し支え(?:ない|ありません)|問題(?:は)?(?:ない|ありません)|ではないでしょうか|"
    r"必要(?:は|が)?(?:ない|ありません)"
)


def check_names(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that Latin words of the translation are the source block's, and that names are kept which the document
    keeps in Latin elsewhere. Warns.
    """
    if context.target not in WRITTEN_IN or source.kind == "code":
        return ()
    whole = _vocabulary(source.text)
    joined = re.sub(r"[\W_]+", "", fold_width(source.text).casefold())
    new = [
        word
        for word in dict.fromkeys(latin_words(fold_width(plain(translated.text))))
        if not _known(word, whole, joined) and not (word.islower() and word in context.source_words)
    ]
    messages = [f"“{word}” is not in the source block" for word in new]
    there = _vocabulary(translated.text)
    lost = [
        word
        for word in dict.fromkeys(latin_words(prose(source.text)))
        if _required(word, context) and not _forms(word) & there
    ]
    return findings(translated, [*messages, *(f"the name “{word}” of the source is missing" for word in lost)])


def _known(word: str, whole: frozenset[str], joined: str) -> bool:
    folded = word.casefold()
    if len(word) == 1 or folded in KEPT_IN_JAPANESE or _forms(word) & whole:
        return True
    return len(folded) >= 3 and folded in joined


def _required(word: str, context: Context) -> bool:
    return (
        word[0].isupper()
        and word.casefold() in context.required_names
        and word.casefold() not in FUNCTION_WORDS | NEVER_NAMES
    )


@lru_cache(maxsize=4096)
def _vocabulary(text: str) -> frozenset[str]:
    """Return every Latin word of a text with its code and addresses, casefolded, plural and possessive too, and the
    acronyms of its runs.
    """
    words = latin_words(fold_width(text))
    forms = {form for word in words for form in _forms(word)}
    initials = "".join(word[0] for word in words).casefold()
    return frozenset(
        forms | {initials[at : at + size] for size in range(2, 6) for at in range(len(initials) - size + 1)}
    )


def _forms(word: str) -> frozenset[str]:
    """Return a word casefolded, without plural and possessive endings, and its stem without -ing or -ed."""
    folded = re.sub(r"['’](?:s|t|re|ve|ll|d|m)$", "", word.casefold())
    forms = {folded}
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("ed", "e"),
        ("er", ""),
    ):
        if folded.endswith(ending) and len(folded) - len(ending) >= 2:
            forms.add(folded.removesuffix(ending) + instead)
    return frozenset(forms)


def check_negation(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that there is no plain negation on one side without a trace of one on the other. Warns: most negations
    cannot be judged by code.
    """
    if {context.source, context.target} != {"en", "ja"} or source.kind in ("code", "image", "heading"):
        return ()
    english, japanese = (source, translated) if context.source == "en" else (translated, source)
    en, ja = prose(english.text), _IDIOM_JA.sub("", prose(japanese.text))
    message = ""
    if _PLAIN_NEGATIVE_EN.search(en) and not _NEGATIVE_JA.search(ja):
        message = "the English says “not”, the Japanese does not"
    elif _PLAIN_NEGATIVE_JA.search(ja) and not _NEGATIVE_EN.search(en):
        message = "the Japanese is negative, the English is not"
    return findings(translated, [message] if message else ())


def check_glossary(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that every glossary term of the source stands in the translation in an accepted form. The reader's own
    terms refuse, shipped ones warn.
    """
    if source.kind == "code":
        return ()
    text = _squeezed(plain(translated.text))
    missing = [term for term in terms_in(source.text, context.glossary) if not _rendered(term, text)]
    return tuple(
        Finding(translated.id, "", f"“{term.source}” should be “{term.accepted[0]}”", hard=term.user)
        for term in missing
        if term.accepted
    )


def _rendered(term: Term, text: str) -> bool:
    own = () if term.user else (term.source, *term.forms)
    return any(_squeezed(form) in text for form in (*term.accepted, *own))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s・ー\-‐–]+", "", fold_width(text)).casefold()
