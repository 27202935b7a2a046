"""What the desk asks of the process that has the calls, with the program's own token."""

from __future__ import annotations

import hmac
import uuid
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, status
from pydantic import BaseModel, Field

from channels.phone.operators.calls import OperatorCalls


class OperatorIn(BaseModel):
    staff_id: uuid.UUID


class HoldIn(OperatorIn):
    on: bool


class TransferIn(OperatorIn):
    extension: Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]


class DoneOut(BaseModel):
    done: bool


def operator_routes(calls: OperatorCalls, token: str) -> APIRouter:
    def only_our_own(authorization: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise HTTPException(status.HTTP_401_UNAUTHORIZED)

    router = APIRouter(prefix="/internal/calls/{call_id}", dependencies=[Depends(only_our_own)])

    @router.post("/hold")
    async def hold(call_id: uuid.UUID, body: HoldIn) -> DoneOut:
        return DoneOut(done=await calls.hold(call_id, body.staff_id, on=body.on))

    @router.post("/hang-up")
    async def hang_up(call_id: uuid.UUID, body: OperatorIn) -> DoneOut:
        return DoneOut(done=await calls.hang_up(call_id, body.staff_id))

    @router.post("/transfer")
    async def transfer(call_id: uuid.UUID, body: TransferIn) -> DoneOut:
        return DoneOut(done=await calls.transfer(call_id, body.staff_id, body.extension))

    return router
