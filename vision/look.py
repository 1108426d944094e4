"""What one cleaned photo shows."""

from io import BytesIO

import numpy as np
from PIL import Image

from vision.faces import find_faces
from vision.looking import Look


def look(data: bytes) -> Look:
    """Look for faces in a photo that `clean` has made: upright RGB, JPEG or PNG.

    Takes half a second on one core: call it in another process.
    """
    with Image.open(BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    return Look(image.width, image.height, find_faces(pixels))
