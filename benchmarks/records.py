"""As many records as a measurement needs: the official ones where they lie beside the project, else variants of what is shipped."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.settings import PROJECT_ROOT
from knowledge_base.content_loader import shipped_procedures
from knowledge_base.importer.reader import read_paths
from knowledge_base.records import ProcedureRecord

_OFFICIAL = PROJECT_ROOT.parent / "shared" / "data" / "procedures.jsonl.gz"
_AS_OF = date(2025, 11, 1)
_PLACES = ("phía Bắc", "phía Nam", "vùng ven", "vùng biên", "miền núi", "ven sông", "liên xã", "thí điểm")


@dataclass(frozen=True)
class Records:
    """`kind`: "official", or "made up" of shipped procedures."""

    kind: str
    procedures: tuple[ProcedureRecord, ...]

    @property
    def official(self) -> tuple[ProcedureRecord, ...]:
        return self.procedures if self.kind == "official" else ()

    def take(self, count: int) -> list[ProcedureRecord]:
        """Spread over all of them where there are more than `count`; repeated with other codes and names where there are fewer."""
        known = len(self.procedures)
        if count <= known:
            return [self.procedures[position * known // count] for position in range(count)]
        return list(itertools.islice(_repeated(self.procedures), count))


def read_records() -> Records:
    if _OFFICIAL.exists():
        candidates = read_paths([_OFFICIAL], as_of=_AS_OF)
        return Records("official", tuple(candidate.record for candidate in candidates if candidate.record is not None))
    return Records("made up", tuple(shipped_procedures()))


def _repeated(records: Sequence[ProcedureRecord]) -> Iterator[ProcedureRecord]:
    yield from records
    for copy in itertools.count(1):
        for record in records:
            place = _PLACES[copy % len(_PLACES)]
            yield record.model_copy(update={"code": f"{record.code}.B{copy}", "name": f"{record.name} khu vực {place} {copy}"})
