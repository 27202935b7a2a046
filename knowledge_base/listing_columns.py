"""What the list of entries shows and searches, as PostgreSQL takes it out of each record when a version is written (migration 0014)."""

# A fixed sentence is called by what it says (migration 0021).
_SAID = r"regexp_replace(split_part(record ->> 'text', chr(10), 1), '\{[a-z_]*\}', '…', 'g')"
TITLE = (
    f"CASE WHEN kind = 'fixed_sentence' THEN coalesce(left({_SAID}, 120), key)"
    " ELSE coalesce(record ->> 'name', record ->> 'question', record ->> 'title', record ->> 'old_name', key) END"
)
SECTOR = "coalesce(record ->> 'sector', record ->> 'topic', '')"
LEVELS = "record -> 'authority_levels'"
# An announcement says it to the minute.
EFFECTIVE_TO = "coalesce(record ->> 'effective_to', left(record ->> 'ends_at', 10))"

_SEARCHED = ("name", "question", "title", "old_name", "old_district", "old_province", "new_name", "text", "aliases", "names", "questions")
SEARCH_TEXT = "fold_vietnamese(key || " + " || ".join(f"' ' || coalesce(record ->> '{name}', '')" for name in _SEARCHED) + ")"

_LACKING = {
    "no_fee": "kind = 'procedure' AND NOT jsonb_path_exists(record, '$.submission_methods[*].fees[*]')",
    "no_time": "kind = 'procedure' AND NOT jsonb_path_exists(record, '$.submission_methods[*].processing_time.amount ? (@ != null)')",
    "no_time_unit": "jsonb_path_exists(record, '$.submission_methods[*].processing_time ? (@.amount != null && @.unit == null)')",
    "no_documents": "kind = 'procedure' AND NOT jsonb_path_exists(record, '$.required_documents[*].documents[*]')",
    "no_legal_basis": "kind = 'procedure' AND NOT jsonb_path_exists(record, '$.legal_bases[*]')",
    "no_review_date": "record ? 'review_by' AND record ->> 'review_by' IS NULL",
    "no_source_link": "record ? 'source' AND coalesce(record #>> '{source,url}', '') = ''",
}
SHORTCOMINGS = "array_remove(ARRAY[" + ", ".join(f"CASE WHEN {when} THEN '{name}' END" for name, when in _LACKING.items()) + "], NULL)"
