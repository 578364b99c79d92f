"""Parsing: reports become sentences with the actors, places and times named in them."""

from accord.parsing.syntax import load_syntax, sentences

__all__ = ["load_syntax", "sentences"]
