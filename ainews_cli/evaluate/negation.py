"""The words of a denial in Japanese and English."""

from __future__ import annotations

import re

_NEGATION = re.compile(
    r"ない|なかっ|なく|なし|無[しい]|ません|せず|ず[、。にと]|非対応|未(?:対応|定|確)|不[可能要]|禁|拒|否定|除[外かい去]|外し|外さ"
    r"|省[いかく]|削除|廃止|終了|見送|避け|止"
    r"|\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|unable|lacks?|lacking"
    r"|missing|absence|unsupported|exclud\w+|forbid\w*|prohibit\w*|den(?:y|ies|ied)|refus\w+|rejects?"
    r"|unlikely|drop(?:s|ped)|omit\w*|left out|leaves out|remov\w+|avoid\w*|"
    r"block(?:s|ed)?|bars?|bans?|banned)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"かもしれ(?:ない|ません)|だけで(?:は)?なく|(?:なければ|なくては)なら(?:ない|ず)|に他ならない|\bnot only\b|"
    r"\bno doubt\b",
    re.IGNORECASE,
)


def denies(sentence: str) -> bool:
    """Tell whether a Japanese or English sentence denies something."""
    return bool(_NEGATION.search(_NO_NEGATION.sub("", sentence)))
