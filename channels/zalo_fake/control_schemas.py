"""What the control API is asked with."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

_TEXTS = ["Làm lại căn cước cần giấy tờ gì?", "Mất bao lâu thì có?", "Lệ phí bao nhiêu?", "Nộp ở đâu?"]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewCitizen(_Asked):
    name: str = ""
    user_id: Annotated[str, Field(pattern=r"^\d{5,20}$")] | None = None


class Info(_Asked):
    name: str = "Nguyễn Văn Thử"
    phone: str = "84900000000"
    birthday: str = "30/10/1999"
    gender: str = "Nam"
    city: str = "Đồng Nai"
    ward: str = "Phường Bình Phước"
    address: str = "Số 1, đường Thử"

    def told(self) -> dict[str, Any]:
        """Two levels of address: there are no districts any more."""
        address = {"user_city": self.city, "user_ward": self.ward, "user_address": self.address}
        return {"name": self.name, "phone": self.phone, "user_dob": self.birthday, "gender": self.gender, "full_address": address}


class Block(_Asked):
    code: int | None = -217


class Console(_Asked):
    text: Annotated[str, Field(min_length=1)]


class AnyEvent(_Asked):
    user_id: str = ""
    event: dict[str, Any]


class Storm(_Asked):
    citizens: Annotated[int, Field(gt=0, le=2000)] = 100
    messages: Annotated[int, Field(gt=0, le=20_000)] = 2000
    seconds: Annotated[float, Field(ge=0)] = 60.0
    texts: Annotated[list[str], Field(min_length=1)] = _TEXTS


class Advance(_Asked):
    advance_seconds: Annotated[float, Field(ge=0)]


class GrantAsked(_Asked):
    redirect_uri: str = ""
    code_challenge: str
