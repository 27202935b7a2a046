"""`hotline`: everything that is done from a terminal."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from app.commands import ask, content, evaluate, importing, phone, processes, questions, training, unanswered, units, users, zalo_fake
from core.errors import HotlineError

app = typer.Typer(
    name="hotline", help="Tổng đài 1022: trợ lý dịch vụ công.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.command("run", help="Chuẩn bị và chạy toàn bộ chương trình.")(processes.run)
app.command("ask", help="Hỏi như một người dân, qua hệ thống đang chạy.")(ask.ask)
app.command("import", help="Nạp thủ tục từ docx, JSON, JSONL, Excel.")(importing.import_records)
app.command("evaluate", help="Chạy bộ câu hỏi đánh giá qua hệ thống đang chạy.")(evaluate.evaluate)
app.command("train", help="Huấn luyện bộ xếp hạng tìm kiếm từ nội dung đang công bố.")(training.train)
app.command("unanswered", help="Liệt kê câu hỏi chưa được trả lời hoặc cần người.")(unanswered.unanswered)
app.command("zalo-fake", help="Chạy một Zalo giả trên máy này để thử kênh Zalo.")(zalo_fake.zalo_fake)
app.add_typer(questions.app, name="questions", help="Câu người dân hỏi mà máy chưa trả lời được.")
app.add_typer(units.app, name="units", help="Danh bạ đơn vị xử lý phiếu.")
app.add_typer(phone.app, name="phone", help="Điện thoại: câu cố định và bản thu âm.")
app.add_typer(content.app, name="content", help="Nội dung kèm theo chương trình.")
app.add_typer(users.app, name="user", help="Tài khoản của cán bộ dùng bàn làm việc.")


def main() -> None:
    try:
        app()
    except HotlineError as error:
        Console(stderr=True).print(f"[red]{error.message}[/red]")
        sys.exit(1)


if __name__ == "__main__":
    main()
