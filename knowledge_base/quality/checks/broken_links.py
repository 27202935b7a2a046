"""Addresses that lead nowhere, as the worker's round found them (knowledge_base/quality/links)."""

from __future__ import annotations

from collections.abc import Iterator

from core.words import Words
from knowledge_base.quality.library import Finding, Library
from knowledge_base.quality.texts import addresses_of


def find(library: Library, words: Words) -> Iterator[Finding]:
    if not library.broken_links:
        return
    for entry in library.entries:
        for url in addresses_of(entry.record):
            if url in library.broken_links:
                yield Finding(entry, words.say("broken_links_detail", url=url, why=library.broken_links[url]))
