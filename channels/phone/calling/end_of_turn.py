"""How long to wait in a pause, by what was said before it: "cho tôi hỏi về" goes on, "làm khai sinh cần giấy tờ gì" does not."""

from __future__ import annotations

import re

from vntext import words

USUAL_MS = 600
SHORT_MS = 400
LONG_MS = 1300
# A number that is being said, group by group.
NUMBER_MS = 1600
_FULL_NUMBER = 10

# Nothing ends with these: something follows.
_LEADS_ON = re.compile(
    r"\b(?:về|là|của|cho|và|với|ở|tại|thì|mà|để|hay|hoặc|nhưng|vì|do|bị|từ|đến|khi|nếu|như|bằng|theo|trong|trên|những|các|một|cái|"
    r"xin|làm|hỏi|muốn|cần|đổi|cấp|thủ tục|đăng ký|giấy tờ về|à|ờ|ừm|ơ|số của|mã)$"
)
_ALONE = re.compile(r"^(?:alo|a lô|dạ|vâng|xin chào|chào em|chào|cho (?:tôi|em|mình|bác|cô|chú) hỏi(?: (?:là|với|chút|tí|xíu))?)$")
_ENDS = re.compile(
    r"(?:\bgì|không|\bhông|bao nhiêu(?: tiền)?|bao lâu|ở đâu|thế nào|làm sao|khi nào|mấy ngày|mấy giờ|được không|hay không|chưa|\bạ|\bvậy|"
    r"tổng đài viên|nghe lại|nhắc lại|tiếp(?: đi)?|dừng(?: lại)?|đúng(?: rồi)?|không phải|cảm ơn)$"
)
_DIGITS = frozenset(words("không một mốt hai ba bốn tư năm lăm sáu bảy bẩy tám chín mười linh lẻ"))


def patience_ms(text: str) -> int:
    """Milliseconds of silence after which the caller has finished. `text` is what was heard so far, as it was spoken."""
    said = words(text)
    if not said:
        return USUAL_MS
    digits = _digits_at_end(said)
    if digits >= 2:
        return SHORT_MS if digits == _FULL_NUMBER else NUMBER_MS
    line = " ".join(said)
    if _ALONE.match(line):
        return LONG_MS
    if _ENDS.search(line):
        return SHORT_MS
    return LONG_MS if _LEADS_ON.search(line) else USUAL_MS


def _digits_at_end(said: list[str]) -> int:
    count = 0
    for word in reversed(said):
        if word.isdecimal():
            count += len(word)
        elif word in _DIGITS:
            count += 1
        else:
            break
    # "được không", "có phải không" end in a question, not in a zero.
    return 0 if count == 1 and said[-1] == "không" else count
