from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.settings import PROJECT_ROOT
from core.words import Words
from knowledge_base.answering.answer import Block, BulletList, Facts, Heading, Link, Note, Paragraph, SourceNote
from knowledge_base.answering.composing import Composer
from knowledge_base.answering.pages import PAGE_CHARACTERS, pages
from knowledge_base.answering.plain_text import block_text, plain_text
from knowledge_base.answering.question import Aspect
from knowledge_base.records import ProcedureRecord

WORDS = Words(PROJECT_ROOT / "knowledge_base" / "answering" / "words.yml", hotline_number="1022", province_name="Đồng Nai")


def pieces(blocks: list[Block]) -> list[tuple[str, str]]:
    """What the blocks say, item by item, so that one list cut in two is the same as the whole."""
    said: list[tuple[str, str]] = []
    for block in blocks:
        lines = block.items if isinstance(block, BulletList) else [block_text(block)]
        said.extend((block.kind, line) for line in lines)
    return said


def joined(cut: list[list[Block]]) -> list[Block]:
    """The pages behind each other, each without its note on what follows and the source that is said again."""
    blocks = [block for page in cut[:-1] for block in page[:-1]] + cut[-1]
    return [block for place, block in enumerate(blocks) if not isinstance(block, SourceNote) or block not in blocks[place + 1 :]]


def assert_whole(blocks: list[Block], cut: list[list[Block]]) -> None:
    assert pieces(joined(cut)) == pieces(blocks)
    for page in cut[:-1]:
        assert isinstance(page[-1], Note)
        assert "Còn nữa" in page[-1].text
    assert all(cut)


LONG = "Một câu dài về giấy tờ cần mang theo khi đi nộp. " * 8
PAPERS = BulletList(items=[f"{number}. {LONG}" for number in range(12)])


def test_short_answer_is_one_page_without_a_note() -> None:
    blocks: list[Block] = [Heading(text="Đăng ký khai sinh"), Paragraph(text="Một câu.")]
    assert pages(blocks, WORDS) == [blocks]


def test_nothing_is_one_empty_page() -> None:
    assert pages([], WORDS) == [[]]


def test_long_list_is_cut_between_items_and_nothing_is_lost() -> None:
    blocks: list[Block] = [Heading(text="Giấy tờ cần chuẩn bị"), PAPERS, Paragraph(text="Hết.")]
    cut = pages(blocks, WORDS)
    assert len(cut) > 1
    assert_whole(blocks, cut)


def test_no_page_is_longer_than_a_screen_holds() -> None:
    cut = pages([Heading(text="Giấy tờ"), PAPERS, Heading(text="Phí"), PAPERS], WORDS)
    note = max(len(block_text(page[-1])) for page in cut[:-1])
    assert all(len(plain_text(page, [])) <= PAGE_CHARACTERS + note + 2 for page in cut)


def test_heading_is_not_left_alone_at_the_end_of_a_page() -> None:
    blocks: list[Block] = [Heading(text="Một"), Paragraph(text="x" * 2900), Heading(text="Phí, lệ phí"), Paragraph(text="y" * 500)]
    cut = pages(blocks, WORDS)
    assert isinstance(cut[0][-2], Paragraph)
    assert cut[1][0] == Heading(text="Phí, lệ phí")
    assert_whole(blocks, cut)


def test_every_page_says_where_it_is_from() -> None:
    source = SourceNote(title="Cổng Dịch vụ công quốc gia", as_of="01/07/2026")
    cut = pages([Heading(text="Giấy tờ"), PAPERS, source], WORDS)
    assert len(cut) > 1
    assert all(source in page for page in cut)


def test_link_and_source_alone_make_no_page() -> None:
    source = SourceNote(title="Cổng Dịch vụ công quốc gia", as_of="01/07/2026")
    blocks: list[Block] = [Heading(text="Một"), Paragraph(text="x" * 2980), Link(text="Mở", url="https://example.vn"), source]
    assert pages(blocks, WORDS) == [blocks]


def test_word_that_leads_on_to_a_list_is_not_left_alone_at_the_end_of_a_page() -> None:
    blocks: list[Block] = [Heading(text="Một"), Paragraph(text="x" * 2900), Paragraph(text="Thuê, mượn, ở nhờ:"), PAPERS]
    cut = pages(blocks, WORDS)
    assert cut[1][0] == Paragraph(text="Thuê, mượn, ở nhờ:")


def test_note_names_what_follows() -> None:
    blocks: list[Block] = [Heading(text="Giấy tờ"), Paragraph(text="x" * 2900), Heading(text="Phí, lệ phí"), Paragraph(text="y" * 500)]
    note = pages(blocks, WORDS)[0][-1]
    assert isinstance(note, Note)
    assert note.text.startswith("Còn nữa: phí, lệ phí.")


def test_note_names_the_list_that_goes_on() -> None:
    note = pages([Heading(text="Giấy tờ cần chuẩn bị"), PAPERS], WORDS)[0][-1]
    assert isinstance(note, Note)
    assert note.text.startswith("Còn nữa: giấy tờ cần chuẩn bị.")


def test_steps_keep_their_numbers() -> None:
    steps = BulletList(items=[LONG] * 12, ordered=True)
    assert steps in joined(pages([Heading(text="Các bước"), steps, Paragraph(text="Hết.")], WORDS))


def test_shipped_answers_lose_nothing_when_paged(composer: Composer, procedures: list[ProcedureRecord]) -> None:
    longest = 0
    for record in procedures:
        for aspects in ([], list(Aspect)):
            blocks = composer.procedure(record, aspects)
            cut = pages(blocks, WORDS)
            assert_whole(blocks, cut)
            longest = max(longest, len(cut))
    assert longest > 1


_text = st.text("abc đ.", min_size=1, max_size=400)
_blocks = st.lists(
    st.one_of(
        st.builds(Heading, text=_text),
        st.builds(Paragraph, text=_text),
        st.builds(Note, text=_text),
        st.builds(BulletList, items=st.lists(_text, min_size=1, max_size=12), ordered=st.booleans()),
        st.builds(Facts, rows=st.just([])),
    ),
    max_size=12,
)


@settings(deadline=None, database=None, max_examples=150)
@given(_blocks, st.integers(50, 1000))
def test_no_answer_loses_anything_at_any_length_of_page(blocks: list[Block], limit: int) -> None:
    cut = pages(blocks, WORDS, limit)
    assert pieces(joined(cut)) == pieces(blocks)
