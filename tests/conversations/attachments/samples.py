"""Small files of every kind taken, and of kinds that are not, made here: nobody's real picture or voice."""

from __future__ import annotations

import io
import struct
import wave
import zipfile

from PIL import Image

GPS_LATITUDE = (10.0, 57.0, 42.42)
MAKER = "Hang may anh bi mat"


def image(form="JPEG", size=(64, 48), mode="RGB", colour="teal", **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def photo(orientation=6, size=(64, 48)):
    """As a phone takes it: lying on its side, with place, maker and a comment in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = MAKER
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", GPS_LATITUDE, "E", GPS_LATITUDE
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=f"{MAKER} comment", quality=95)
    return out.getvalue()


def wav():
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 800)
    return out.getvalue()


def mp3(frames=4):
    return (b"\xff\xfb\x90\x00" + bytes(413)) * frames  # 128 kbit/s at 44.1 kHz: 417 bytes a frame


def tagged_mp3():
    return b"ID3\x04\x00\x00\x00\x00\x01\x00" + bytes(128) + bytes(16) + mp3()


def aac(frames=4):
    return (b"\xff\xf1\x50\x80" + bytes([32 >> 3, (32 & 7) << 5 | 0x1F]) + bytes(26)) * frames


def box(name, *content):
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(*handlers):
    tracks = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12)))) for handler in handlers]
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", *tracks) + box(b"mdat", bytes(64))


def ogg(first_packet=b"OpusHead\x01\x01"):
    return b"OggS\0\x02" + bytes(20) + b"\x01" + bytes([len(first_packet)]) + first_packet + bytes(64)


def amr():
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 4


def pdf(tail=b""):
    return b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n" + tail


def archive(name="a.txt"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "x")
    return out.getvalue()


TAKEN = {
    "jpeg": (image("JPEG"), "image/jpeg"),
    "png": (image("PNG", mode="RGBA"), "image/png"),
    "webp": (image("WEBP"), "image/webp"),
    "gif": (image("GIF", mode="P", colour=3), "image/gif"),
    "pdf": (pdf(), "application/pdf"),
    "wav": (wav(), "audio/wav"),
    "mp3": (mp3(), "audio/mpeg"),
    "mp3_with_tag": (tagged_mp3(), "audio/mpeg"),
    "aac": (aac(), "audio/aac"),
    "m4a": (mp4(b"soun"), "audio/mp4"),
    "opus": (ogg(), "audio/ogg"),
    "vorbis": (ogg(b"\x01vorbis"), "audio/ogg"),
    "amr": (amr(), "audio/amr"),
    "amr_wide": (b"#!AMR-WB\n" + (b"\x04" + bytes(17)) * 4, "audio/amr"),
}

REFUSED = {
    "text": "Xin chào".encode(),
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg_behind_xml": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "zip": archive(),
    "word": archive("word/document.xml"),
    "old_office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "windows_program": b"MZ\x90\x00" + bytes(600),
    "linux_program": b"\x7fELF" + bytes(600),
    "script": b"#!/bin/sh\nrm -rf /\n",
    "heic": box(b"ftyp", b"heic\0\0\0\0") + bytes(64),
    "video": mp4(b"vide", b"soun"),
    "mp4_without_tracks": mp4(),
    "mp4_cut": mp4(b"soun")[:40],
    "ogg_video": ogg(b"\x80theora"),
    "webm": b"\x1aE\xdf\xa3" + bytes(64),
    "pdf_without_end": pdf()[:-7],
    "pdf_with_a_program_behind": pdf(b"MZ" + bytes(2000)),
    "pdf_that_is_an_archive": pdf(archive()),
    "pdf_behind_html": b"<html>" + pdf(),
    "mp3_that_is_an_archive": mp3() + archive(),
    "one_mp3_frame_and_html": mp3(1) + b"<script>alert(1)</script>" * 40,
    "wav_without_sound": wav()[:12],
    "wav_of_other_chunks": b"RIFF" + struct.pack("<I", 12) + b"WAVE" + b"html" + struct.pack("<I", 0),
    "amr_head_and_html": b"#!AMR\n<script>alert(1)</script>",
    "aac_head_alone": aac(1)[:7],
    "tag_alone": b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f",
    "nul": bytes(64),
    "one_byte": b"\xff",
}
