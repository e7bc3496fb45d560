"""What is well-formed, as nearly every feed is, in one pass of expat."""

from __future__ import annotations

from xml.parsers.expat import ExpatError, ParserCreate

from ainews_cli.errors import NotAFeed
from ainews_cli.sources.document_handler import DocumentHandler


class Malformed(Exception):
    """A document that is not well-formed, nests without end or declares entities of its own; the message says where and
    why.
    """


def read(data: bytes, base: str) -> DocumentHandler:
    """Read a document in UTF-8 that was served from `base`. Raise Malformed."""
    parser = ParserCreate("utf-8", " ")
    handler = DocumentHandler(data, base)
    handler.position = lambda: parser.CurrentByteIndex
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.pieces.append
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(data, True)
    except (ExpatError, NotAFeed) as error:  # tags that a text leaves open look like nesting
        raise Malformed(str(error)) from error
    finally:
        # the handlers know the parser: without this, document and parser stay until the garbage collector comes by
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = (
            parser.EntityDeclHandler
        ) = None
        handler.position = int
    return handler


def _refuse_entity(*_declaration: object) -> None:
    raise Malformed("it declares entities")
