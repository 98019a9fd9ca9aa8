"""Opening pictures that others made: none too large for memory, no crash on a broken one."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import Image

from inspector.domain.errors import refused

_MOST_PIXELS: Final = 200_000_000
_TOO_LARGE: Final = "report.picture_too_large"


@contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """Open a picture for what is done to it meanwhile: its pixels are read when first asked for.

    Raises Refused (`report.no_picture`, `report.picture_too_large`), then, too.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            source = Image.open(io.BytesIO(content))
            if source.width * source.height > _MOST_PIXELS:
                raise refused(_TOO_LARGE, limit=_MOST_PIXELS // 1_000_000)
            yield source
    except Image.DecompressionBombError as error:
        raise refused(_TOO_LARGE, limit=_MOST_PIXELS // 1_000_000) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise refused("report.no_picture") from error
