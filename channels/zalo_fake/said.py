"""What a citizen can send, as the control API takes it, and the attachment the vendor makes of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from channels.zalo_fake.samples import sample

_STICKER = "bfe458bf64fa8da4d4eb"
_SAMPLES = {
    "image": "photo.jpg",
    "gif": "wave.gif",
    "audio": "voice.amr",
    "video": "clip.mp4",
    "sticker": "sticker.png",
    "file": "form.pdf",
    "business_card": "avatar.jpg",
}


class Said(BaseModel):
    """`sample` is a file under /media/, `url` any address; `name` and `size` are what a file says of itself, true or not."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["text", "image", "gif", "link", "audio", "video", "sticker", "location", "file", "business_card", "reaction"] = "text"
    text: str = ""
    quote_msg_id: str = ""
    sample: str = ""
    url: str = ""
    name: str = ""
    size: str = ""
    # The square before the former provincial hall of Binh Phuoc.
    latitude: str = "11.5349"
    longitude: str = "106.8823"


def attachment_of(said: Said, own_url: str) -> dict[str, Any] | None:
    file = said.sample or _SAMPLES.get(said.kind, "")
    url, thumbnail = said.url or f"{own_url}/media/{file}", f"{own_url}/media/photo.jpg"
    match said.kind:
        case "text" | "reaction":
            return None
        case "image" | "gif":
            return {"thumbnail": url, "url": url}
        case "link":
            return {"thumbnail": thumbnail, "description": said.text, "url": said.url or "https://dichvucong.gov.vn/"}
        case "audio":
            return {"url": url}
        case "video":
            return {"url": url, "thumbnail": thumbnail, "description": said.text}
        case "sticker":
            return {"url": url, "id": _STICKER}
        case "location":
            return {"coordinates": {"latitude": said.latitude, "longitude": said.longitude}}
        case "file":
            return _file(said, file, url)
        case "business_card":
            card = {"phone": "0900000000", "qrCodeUrl": url, "gUid": "", "caption": said.name}
            return {"thumbnail": url, "description": json.dumps(card), "url": url}


def _file(said: Said, file: str, url: str) -> dict[str, Any]:
    found = sample(file)
    content = found[1] if found else b""
    name = said.name or file
    return {
        "size": said.size or str(len(content)),
        "name": name,
        "checksum": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "type": name.rpartition(".")[2].lower(),
        "url": url,
    }
