"""The child process: length-prefixed pictures in on stdin, one JSON line out on stdout for each.

Run as `python -m roadbook.adapters.rapidocr.worker`. It decodes hostile pictures so that the server
does not have to.
"""

import io
import json
import os
import struct
import sys
from typing import Any

_LONGEST_SIDE = 2_000
_DOUBTFUL_BELOW = 0.8
_HEADER = struct.Struct(">I")


def main() -> None:
    """Answer pictures until stdin closes."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nobody else's prints reach the pipe
    engine = None
    while header := sys.stdin.buffer.read(_HEADER.size):
        picture = sys.stdin.buffer.read(_HEADER.unpack(header)[0])
        pixels = _decoded(picture)
        if pixels is None:
            answer: dict[str, Any] = {"error": "broken"}
        else:
            engine = engine or _engine()
            answer = {"lines": _lines(engine, pixels)}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()


def _engine() -> Any:  # noqa: ANN401  # rapidocr ships no types
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.max_side_len": 1280,
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _decoded(picture: bytes) -> Any:  # noqa: ANN401  # a numpy array
    import numpy as np
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG", "WEBP")) as image:
            image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return np.asarray(upright)[:, :, ::-1].copy()


def _lines(engine: Any, pixels: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # untyped libraries
    height, width = pixels.shape[:2]
    found = engine(pixels, return_word_box=True, return_single_char_box=True)
    if found.txts is None:
        return []
    return [
        {
            "text": text,
            "confidence": round(float(score), 4),
            "box": _box(corners, width, height),
            "doubts": _doubts(text, characters),
        }
        for corners, text, score, characters in zip(
            found.boxes, found.txts, found.scores, found.word_results, strict=False
        )
    ]


def _box(corners: Any, width: int, height: int) -> list[float]:  # noqa: ANN401  # four points
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    edges = (min(across) / width, min(down) / height, max(across) / width, max(down) / height)
    return [round(min(max(edge, 0.0), 1.0), 4) for edge in edges]


def _doubts(text: str, characters: Any) -> list[tuple[int, float]]:  # noqa: ANN401  # untyped
    """Give positions with a low score; only where the characters line up with the text."""
    singles = [(str(c[0]), float(c[1])) for c in characters or () if c is not None]
    places = [at for at, char in enumerate(text) if not char.isspace()]
    if len(singles) != len(places):
        return []
    return [
        (at, round(score, 3))
        for at, (_, score) in zip(places, singles, strict=True)
        if score < _DOUBTFUL_BELOW
    ]


if __name__ == "__main__":
    main()
