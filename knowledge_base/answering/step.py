"""What every step of the answer path gets, and what it may give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from core.words import Words
from knowledge_base.answering.ages import ages_said, for_other_ages
from knowledge_base.answering.answer import Answer
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.contributions import asks_what_is_paid_in, favour_contributions
from knowledge_base.answering.deciding import favour_fitting, favour_records, favour_unforeign
from knowledge_base.answering.question import Question
from knowledge_base.answering.school_years import for_other_years, years_said
from knowledge_base.answering.whose_matter import favour_whose_matter
from knowledge_base.knowledge import Knowledge
from knowledge_base.search.cues import FOREIGN, speaks_of
from knowledge_base.search.index import Found
from knowledge_base.search.query import Query


@dataclass(frozen=True)
class Turn:
    question: Question
    query: Query
    knowledge: Knowledge
    composer: Composer
    words: Words
    # Entries that are not told at this moment (Knowledge.withheld).
    withheld: frozenset[str] = frozenset()

    @cached_property
    def standing(self) -> tuple[str, ...]:
        """What the turns before left: options that stand open, else what is at hand."""
        context = self.question.context
        keys = [option.key for option in context.options] or context.procedure_codes
        return tuple(key for key in dict.fromkeys(keys) if key in self.knowledge.procedures or key in self.knowledge.told)

    @cached_property
    def found(self) -> Found:
        """What search makes of this message alone, what stands being among the hits in any case."""
        return self.search(self.query, self.standing)

    def search(self, query: Query, including: tuple[str, ...] = ()) -> Found:
        """`including`: entries that are among the hits in any case."""
        seen = self.knowledge.index.search(query, including).without(self.withheld)
        found = favour_records(seen, self.knowledge.answered_faqs, self.question.aspects)
        if asks_what_is_paid_in(query.folded, self.question.aspects):
            told = {key: record for key, record in self.knowledge.told.items() if key not in self.withheld}
            found = favour_contributions(found, self.knowledge.procedures, told)
        years, ages = years_said(query.folded), ages_said(query.folded)
        if years or ages:
            near = {hit.key: self.knowledge.procedures[hit.key] for hit in seen.hits if hit.key in self.knowledge.procedures}
            others = (for_other_years(near, years) if years else frozenset()) | (for_other_ages(near, ages) if ages else frozenset())
            found = favour_fitting(found, others)
        said = f"{self.question.context.asked_text} {query.folded}"
        found = found if speaks_of(FOREIGN, said) else favour_unforeign(found, self.knowledge.foreign)
        return favour_whose_matter(found, query.folded, self.knowledge.told.keys() - self.withheld)


Step = Callable[[Turn], Answer | None]
