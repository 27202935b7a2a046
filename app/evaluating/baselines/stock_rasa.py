"""Rasa as it comes (`rasa init`, English settings): whitespace tokenizer, DIET, ResponseSelector, one response a procedure."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from core.errors import Unavailable
from core.settings import PROJECT_ROOT

_HERE = Path(__file__).parent
_OTHER = ("xin chào", "chào bạn", "hello", "hi", "cảm ơn", "cảm ơn nhiều", "tạm biệt", "bye", "bạn là ai", "hôm nay trời đẹp", "ok", "vâng")

Say = Callable[[str], None]


def first_by_stock_rasa(examples: Mapping[str, Sequence[str]], texts: Sequence[str], folder: Path, say: Say) -> list[str]:
    """`examples`: wordings by code. One code a text. Raises Unavailable when Rasa does not train or parse."""
    data = {"version": "3.1", "nlu": [*_groups(examples), {"intent": "other", "examples": _listed(_OTHER)}]}
    training = yaml.safe_dump(data, allow_unicode=True)
    home = folder / f"stock-rasa-{hashlib.sha256(training.encode()).hexdigest()[:12]}"
    home.mkdir(parents=True, exist_ok=True)
    (home / "nlu.yml").write_text(training, encoding="utf-8")
    (home / "domain.yml").write_text(yaml.safe_dump(_domain(examples), allow_unicode=True), encoding="utf-8")
    if not (home / "model.tar.gz").exists():
        say("Huấn luyện Rasa nguyên bản để đối chiếu (vài phút)…")
        arguments = ["-m", "rasa", "train", "nlu", "--config", str(_HERE / "stock_rasa.yml"), "--nlu", str(home / "nlu.yml")]
        _run([*arguments, "--domain", str(home / "domain.yml"), "--out", str(home), "--fixed-model-name", "model"], "")
    said = _run([str(_HERE / "stock_rasa_parsing.py"), str(home / "model.tar.gz")], json.dumps(list(texts)))
    found: list[str] = json.loads(said.splitlines()[-1])
    codes = {_name(code): code for code in examples}
    return [codes.get(name, "") for name in found]


def _groups(examples: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    return [{"intent": f"procedure/{_name(code)}", "examples": _listed(wordings)} for code, wordings in examples.items()]


def _domain(examples: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    responses = {f"utter_procedure/{_name(code)}": [{"text": wordings[0]}] for code, wordings in examples.items()}
    return {"version": "3.1", "intents": ["procedure", "other"], "responses": responses}


def _listed(wordings: Sequence[str]) -> str:
    return "".join(f"- {' '.join(wording.split())}\n" for wording in wordings)


def _name(code: str) -> str:
    return "p" + code.replace(".", "_")


def _run(arguments: Sequence[str], given: str) -> str:
    environment = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "LOG_LEVEL": "ERROR"}
    command = [str(PROJECT_ROOT / ".venv-bot" / "bin" / "python"), "-W", "ignore", *arguments]
    finished = subprocess.run(command, input=given, capture_output=True, text=True, env=environment, cwd=PROJECT_ROOT, check=False)
    if finished.returncode:
        raise Unavailable("baseline", f"Rasa nguyên bản không chạy được: {finished.stderr.strip().splitlines()[-1:]}")
    return finished.stdout
