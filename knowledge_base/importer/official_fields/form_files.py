"""Mẫu đơn, tờ khai: names of files, which the portal's page glues to the name of their paper and to each other."""

from __future__ import annotations

import re

from knowledge_base.importer.official_fields.text import one_line

_EXTENSION = r"\.(?:docx?|pdf|xlsx?|rar|zip|jpe?g|png)"
# After an ending only a capital, a digit or a blank begins another name.
_FILE = re.compile(rf".+?{_EXTENSION}(?-i:(?![a-z]))", re.IGNORECASE)
_ENDS_IN_FILE = re.compile(rf"{_EXTENSION}$", re.IGNORECASE)
_LONGEST_NAME = 160
# Where one text was glued to the next: after the end of a sentence, before a word that begins names of forms, at a capital.
_AFTER_PUNCTUATION = re.compile(rf"(?<=[.;:)])(?!{_EXTENSION[2:]})(?=[^\W_])(?<!\d\.(?=\d))(?<!\b\w\.)(?<!\b\d\d\.)", re.IGNORECASE)
_BEFORE_A_FORM = re.compile(r"(?<=\S)(?=(?:Mẫu|mẫu|Phụ lục|Phu luc|Mau|Biểu|TK)\b)(?<![(/“\"'\-_])")
_AT_A_CAPITAL = re.compile(r"(?<=[^\W\d_A-ZĐ])(?=[A-ZĐ])|(?<=[A-ZĐ\d])(?=[A-ZĐ][^\W\d_A-ZĐ])")


def form_names(text: str) -> tuple[str, ...]:
    """ "a.docxb.docx" → ("a.docx", "b.docx"); a text without file names stays whole."""
    line = one_line(text)
    files = _FILE.findall(line)
    rest = line[sum(map(len, files)) :].strip()
    if files and rest:
        files[-1] += f" {rest}"
    names = [name.strip(" ;,") for name in files or [line]]
    return tuple(name for name in names if name)


def split_off_form(name: str) -> tuple[str, str]:
    """("Đơn đề nghị theo mẫu;", "Mau04.docx") of a paper's name with a file glued on; ("…", "") if there is none."""
    if not _ENDS_IN_FILE.search(name):
        return name, ""
    start = max(0, len(name) - _LONGEST_NAME)
    for boundary in (_AFTER_PUNCTUATION, _BEFORE_A_FORM, _AT_A_CAPITAL):
        match = boundary.search(name, start + 1)
        if match is not None:
            return name[: match.start()].rstrip(), name[match.start() :].strip()
    return name, ""
