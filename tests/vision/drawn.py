"""Pictures drawn for the tests, with everything in them that a phone may hide."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

HIDDEN = b"Invented Lane"  # stands in every hidden place
ORIENTATION = 0x0112
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>%s</place></x:xmpmeta>' % HIDDEN


def scene(width: int = 128, height: int = 96) -> Image.Image:
    """White, with red in the upper left and blue in the lower right corner."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 3, height // 3), fill="red")
    pen.rectangle((width * 2 // 3, height * 2 // 3, width, height), fill="blue")
    return image


def corners(image: Image.Image) -> str:
    """The colours of the corners, clockwise from the upper left: "RWBW"."""
    right, bottom = image.width - 4, image.height - 4
    places = [(3, 3), (right, 3), (right, bottom), (3, bottom)]
    return "".join(_colour(image.convert("RGB").getpixel(p)) for p in places)


def _colour(pixel: Any) -> str:
    red, green, blue = (level > 128 for level in pixel)
    names = {(True, True, True): "W", (True, False, False): "R"}
    names |= {(False, False, True): "B", (False, True, False): "G"}
    return names[red, green, blue]


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    tags[0x010E] = HIDDEN.decode()  # description
    tags[0x010F] = "Invented Phones"
    place = tags.get_ifd(0x8825)
    place[1], place[2] = "N", (52.0, 30.0, 0.0)
    place[3], place[4] = "W", (1.0, 15.0, 0.0)
    return tags.tobytes()


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def phone_jpeg(image: Image.Image, orientation: int = 1) -> bytes:
    """GPS, XMP, a comment, a profile, an Adobe block, and bytes after the end."""
    data = saved(
        image,
        "JPEG",
        exif=exif(orientation),
        xmp=XMP,
        comment=HIDDEN,
        icc_profile=srgb(),
        quality=90,
    )
    block = b"Photoshop 3.0\0" + HIDDEN
    adobe = b"\xff\xed" + (len(block) + 2).to_bytes(2) + block
    return data[:2] + adobe + data[2:] + HIDDEN


def phone_png(image: Image.Image, orientation: int = 1) -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", HIDDEN.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    data = saved(
        image, "PNG", pnginfo=words, exif=exif(orientation), icc_profile=srgb()
    )
    return data + HIDDEN


def phone_webp(image: Image.Image, orientation: int = 1) -> bytes:
    return saved(
        image, "WEBP", exif=exif(orientation), xmp=XMP, icc_profile=srgb(), quality=90
    )
