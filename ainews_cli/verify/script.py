"""The checks on script and language: a translation is in the target's, with nothing left in the source's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ainews_cli.models.scripts import NAMED, WRITTEN_IN
from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.context import Context, findings
from ainews_cli.verify.sentences import sentences
from ainews_cli.verify.text import HAN, KANA, SPAN, count, latin_words, prose
from ainews_cli.verify.words import FUNCTION_WORDS, TITLE_WORDS

_SCRIPTS = {**NAMED, "kana": KANA}
_WANTED = {**WRITTEN_IN, "ko": ("Hangul", "Han")}
"""Scripts that a translation may be written in; Korean may hold some Han."""
_SIMPLIFIED = (
    "这们为对说时个过开发经现进还没见让从车长门问间马鱼东语请认识应该给处种实际关务动"
    "电话气爱书写医卖买钱红线级统结论证设计许单华须频显题业农动选连边适运达远违迟"
)
_MIN_KANALESS = 14
_LETTERS = re.compile(r"[^\W\d_]")


def check_script(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that the text is in the target's script, names and code aside. A heading or phrase equal to its source is
    untranslated unless it is all names.
    """
    if source.kind in ("code", "image"):
        return ()
    text, original = prose(translated.text), prose(source.text)
    message = _foreign(text, original, context) or _share(text, original, context)
    return findings(translated, [message] if message else ())


def _foreign(text: str, original: str, context: Context) -> str:
    wanted = _WANTED.get(context.target, ())
    for name, letters in _SCRIPTS.items():
        if name in wanted or (name == "Greek" and count(letters, text) < 8):
            continue
        extra = count(letters, text) - count(letters, original)
        if count(letters, text) >= 3 and (
            extra >= 3 or (not wanted and count(letters, text) >= max(3, len(text) // 10) and context.source in _WANTED)
        ):
            return f"the text is written in {name}"
    if context.target == "ja" and context.source != "zh":
        simplified = sum(char in text for char in _SIMPLIFIED) - sum(char in original for char in _SIMPLIFIED)
        if simplified >= 2 or any(
            count(HAN, each) >= _MIN_KANALESS and not count(KANA, each) and not re.search(r"[、・,]", each)
            for each in sentences(text)
        ):
            return "the text is Chinese, not Japanese"
    return ""


def _share(text: str, original: str, context: Context) -> str:
    wanted = _WANTED.get(context.target)
    if wanted is None:
        same = text.strip() == original.strip() and context.source != context.target
        return "the text is the source's" if same and len(latin_words(text)) >= 4 else ""
    native = sum(count(_SCRIPTS[name], text) for name in wanted)
    words = [word for word in latin_words(text) if not is_name(word, context)]
    foreign = sum(map(len, words))
    if not _LETTERS.search(text) or not words:
        return ""
    if not native:
        return "nothing is translated" if count("A-Za-z", original) else ""
    return "most of the text is not in the target language" if native < 0.35 * foreign and foreign >= 12 else ""


def is_name(word: str, context: Context) -> bool:
    """Return whether a Latin word may stay: the translation keeps it elsewhere, it has the shape of a name or an
    abbreviation, or it is no word that the source writes in lower case.
    """
    folded = word.casefold()
    if folded in FUNCTION_WORDS:
        return False
    if folded in context.kept_names or len(word) == 1 or re.search(r"\d|[a-z][A-Z]|^[A-Z]{2,}", word):
        return True
    return word[0].isupper() and folded not in context.source_words


def check_leftover(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that no sentence of the source is left as it was: no sentence of the translation that is English prose, no
    long run of the source's words.
    """
    if context.target not in _WANTED or source.kind in ("code", "image"):
        return ()
    untranslated = [each for each in sentences(prose(translated.text, SPAN)) if _is_english(each, context)]
    untranslated += [
        run
        for run in _runs(prose(translated.text, SPAN))
        if not any(run in each for each in untranslated) and _is_prose(run.split(), 6, 2)
    ]
    return findings(translated, (f"“{_shown(each)}” is not translated" for each in dict.fromkeys(untranslated)))


def _is_english(sentence: str, context: Context) -> bool:
    native = sum(count(_SCRIPTS[name], sentence) for name in _WANTED[context.target])
    words = latin_words(sentence)
    if native > 0.1 * sum(map(len, words)) or len(words) < 3:
        return False
    bare = [word for word in words if not is_name(word, context)]
    if len(bare) < 2 or all(word.casefold() in TITLE_WORDS or word[0].isupper() for word in words):
        return len(words) >= 3 and bool(re.search(r"[.!?:]\s*$", sentence)) and len(bare) >= 2
    return True


def _runs(text: str) -> Iterable[str]:
    return (
        match[0]
        for match in re.finditer(
            r"(?<![A-Za-z'’-])[A-Za-z][A-Za-z'’-]{0,40}(?:[ ,;]{1,2}[A-Za-z][A-Za-z'’-]{0,40}){5,200}", text
        )
    )


def _is_prose(words: list[str], least: int, function: int) -> bool:
    lower = [word.strip(",;").casefold() for word in words]
    return (
        len(words) >= least
        and sum(word in FUNCTION_WORDS and word not in TITLE_WORDS for word in lower)
        + (sum(word in TITLE_WORDS for word in lower) // 2)
        >= function
        and sum(word[0].islower() for word in words) * 2 >= len(words)
    )


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
