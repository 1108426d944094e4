"""What a JPEG, PNG or WebP file is made of, read without any picture library."""

from collections.abc import Iterator
from zlib import crc32

_ALONE = {0xD8, *range(0xD0, 0xD8), 0x01}
_SCAN, _END = 0xDA, 0xD9


def parts(data: bytes) -> list[str]:
    """The names of a file's parts, in order; bytes after its end are "trailer"."""
    return [name for name, _ in walk(data)]


def walk(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part's name and content; ValueError where a file is not well made."""
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG"):
        return _png(data)
    if data.startswith(b"RIFF"):
        return _webp(data)
    raise ValueError("neither JPEG, PNG nor WebP")


def _jpeg(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while True:
        if data[at] != 0xFF:
            raise ValueError(f"no marker at {at}")
        marker = data[at + 1]
        at += 2
        if marker in _ALONE:
            continue
        if marker == _END:
            break
        length = int.from_bytes(data[at : at + 2])
        yield _jpeg_name(marker), data[at + 2 : at + length]
        at += length
        if marker == _SCAN:
            while data[at] != 0xFF or data[at + 1] in {0, *range(0xD0, 0xD8)}:
                at += 1
    if data[at:]:
        yield "trailer", data[at:]


def _jpeg_name(marker: int) -> str:
    if 0xE0 <= marker <= 0xEF:
        return f"APP{marker - 0xE0}"
    if 0xC0 <= marker <= 0xC3:
        return "SOF"
    names = {0xC4: "DHT", 0xDB: "DQT", 0xDD: "DRI", 0xDA: "SOS", 0xFE: "COM"}
    return names[marker]


def _png(data: bytes) -> Iterator[tuple[str, bytes]]:
    at, name = 8, b""
    while name != b"IEND":
        length = int.from_bytes(data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if crc32(name + body) != int.from_bytes(data[at + 8 + length :][:4]):
            raise ValueError(f"bad check sum at {at}")
        yield name.decode(), body
        at += length + 12
    if data[at:]:
        yield "trailer", data[at:]


def _webp(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at < len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4].decode().strip(), data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
