"""The model of exactly today's inputs: the one that `hotline run` uses if it has been trained, else trained now."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
_MODELS = PROJECT_ROOT / "var" / "models"
_INPUTS = ("config.yml", "domain.yml", "data", "bot", "vntext")
_SUFFIXES = {".py", ".yml", ".txt", ".lock"}
_ENVIRONMENT = {
    "PYTHONPATH": str(PROJECT_ROOT),
    "PYTHONWARNINGS": "ignore",
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


def trained_model() -> Path:
    """Raises CalledProcessError, with Rasa's output in it, when training fails."""
    model = _MODELS / f"{_fingerprint()}.tar.gz"
    if not model.exists():
        _MODELS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_MODELS) as folder:
            command = [sys.executable, "-m", "rasa", "train", "--skip-validation", "--out", folder, "--fixed-model-name", "model"]
            subprocess.run(command, cwd=PROJECT_ROOT, env=os.environ | _ENVIRONMENT, check=True, capture_output=True)
            (Path(folder) / "model.tar.gz").replace(model)
    return model


def _fingerprint() -> str:
    """As `app.setup.model_fingerprint`, which this Python cannot import."""
    digest = hashlib.sha256()
    for name in _INPUTS:
        root = PROJECT_ROOT / name
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.suffix in _SUFFIXES)
        for path in files:
            digest.update(str(path.relative_to(PROJECT_ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
