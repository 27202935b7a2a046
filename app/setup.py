"""What must be true before the processes start: tables up to date, shipped content published, a trained model at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from app.fingerprints import fingerprint_of
from core.db import Database
from core.errors import Unavailable
from core.migrations import migrate
from core.settings import PROJECT_ROOT, Settings
from desk.furniture.canned_replies import ship_canned_replies
from knowledge_base.content_loader import (
    shipped_choices,
    shipped_contacts,
    shipped_faqs,
    shipped_places,
    shipped_procedures,
    shipped_report_categories,
)
from knowledge_base.models import Origin
from knowledge_base.publication import PublicationReport, Publisher
from knowledge_base.questions_asked import shipped_names_and_questions

BOT_PYTHON = PROJECT_ROOT / ".venv-bot" / "bin" / "python"
_MODEL_INPUTS = ("config.yml", "domain.yml", "data", "bot", "vntext")
_INPUT_SUFFIXES = {".py", ".yml", ".txt", ".lock"}

Say = Callable[[str], None]


async def publish_shipped_content(settings: Settings, database_url: str) -> PublicationReport:
    database = Database(database_url, pool_size=1)
    records = [
        *shipped_procedures(),
        *shipped_faqs(),
        *shipped_names_and_questions(),
        *shipped_choices(),
        *shipped_contacts({"hotline_number": settings.hotline_number, "province_name": settings.province_name}),
        *shipped_report_categories(),
        *shipped_places([settings.former_province_name, settings.province_name]),
    ]
    try:
        await ship_canned_replies(database)
        return await Publisher(database).publish(records, origin=Origin.SHIPPED, author="hotline", reason="shipped content")
    finally:
        await database.close()


def prepare_database(database_url: str) -> None:
    migrate(database_url)


def trained_model(settings: Settings, say: Say) -> Path:
    """The model of exactly these inputs, trained now when there is none. Raises Unavailable when training fails."""
    folder = settings.var_dir / "models"
    model = folder / f"{model_fingerprint()}.tar.gz"
    if model.exists():
        return model
    say("Đang huấn luyện bộ hiểu câu hỏi (khoảng một phút, chỉ làm khi dữ liệu hiểu ngôn ngữ đổi)…")
    attempt = folder / f"attempt-{os.getpid()}"
    attempt.mkdir(parents=True, exist_ok=True)
    command = [str(BOT_PYTHON), "-m", "rasa", "train", "--out", str(attempt), "--fixed-model-name", "model"]
    finished = subprocess.run(command, cwd=PROJECT_ROOT, env=rasa_environment(settings), capture_output=True, text=True, check=False)
    if finished.returncode or not (attempt / "model.tar.gz").exists():
        log = folder / "training.log"
        log.write_text(finished.stdout + finished.stderr, encoding="utf-8")
        raise Unavailable("training", f"Huấn luyện bộ hiểu câu hỏi không thành công; xem {log}.")
    (attempt / "model.tar.gz").replace(model)
    shutil.rmtree(attempt)
    return model


def model_fingerprint() -> str:
    return fingerprint_of(_MODEL_INPUTS, _INPUT_SUFFIXES)


def rasa_environment(settings: Settings) -> dict[str, str]:
    """Telemetry and update checks off, our own code importable, the two borders' addresses and token."""
    return os.environ | {
        "PYTHONPATH": str(PROJECT_ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "ACTIONS_URL": settings.actions_url,
        "INTERNAL_TOKEN": settings.private_token,
    }
