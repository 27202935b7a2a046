"""Messages as a telephone sends them, and then damaged: for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.channels.phone.sip.telephone import sdp

_HEAD = (
    "{method} sip:1022@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{call};rport\r\nMax-Forwards: 70\r\n"
    "From: <sip:0912345678@127.0.0.1>;tag=a\r\nTo: <sip:1022@127.0.0.1>{tag}\r\nCall-ID: {call}\r\nCSeq: 1 {method}\r\n"
    "Contact: <sip:0912345678@127.0.0.1:9>\r\nRecord-Route: <sip:127.0.0.1;lr>\r\n"
)
_METHODS = ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "NOTIFY", "REFER", "PRACK", "MESSAGE", "invite", "SIP/2.0"]
_BODIES = ["", sdp(9), sdp(9, formats="0 96", keys=96), sdp(9, host="0.0.0.0"), "Signal=5\r\nDuration=100\r\n", "SIP/2.0 200 OK\r\n"]
_KINDS = ["application/sdp", "application/dtmf-relay", "message/sipfrag", "text/plain"]
_PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([b"\r\n", b"\r\n\r\n", b";", b"=", b"<", b">", b'"', b",", b":", b"-1", b"99999999999999999999", b"\x00", b"[", b"@"]),
    st.sampled_from(
        [b"Require: x\r\n", b"To: ;tag=\r\n", b"CSeq: \r\n", b"m=audio 1 RTP/AVP 8\r\n", b"a=rtpmap:8 x/x\r\n", b" folded\r\n"]
    ),
    st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace")),
)


@st.composite
def whole_messages(draw: st.DrawFn) -> bytes:
    body, kind = draw(st.sampled_from(_BODIES)), draw(st.sampled_from(_KINDS))
    tag = draw(st.sampled_from(["", ";tag=b"]))
    head = _HEAD.format(method=draw(st.sampled_from(_METHODS)), call=draw(st.integers(0, 10**9)), tag=tag)
    return f"{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[bytes]) -> bytes:
    """Pieces cut out, and others put in their place."""
    data = draw(whole)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 20))
        data = data[:start] + draw(_PIECES) + data[end:]
    return data


def damaged_offers() -> st.SearchStrategy[bytes]:
    return damaged(st.sampled_from([body.encode() for body in _BODIES[1:4]]))


def damaged_messages() -> st.SearchStrategy[bytes]:
    return damaged(whole_messages())
