"""Vietnamese text made comparable. Standard library only: the app (Python 3.12) and the bot (Python 3.10) both use it."""

from vntext.meant import as_meant
from vntext.normaliser import normalise, strip_accents
from vntext.ordinals import chosen_number
from vntext.short_forms import expand_short_forms
from vntext.syllables import split_joined
from vntext.telex import read_telex
from vntext.tokens import fold, words

__all__ = ["as_meant", "chosen_number", "expand_short_forms", "fold", "normalise", "read_telex", "split_joined", "strip_accents", "words"]
