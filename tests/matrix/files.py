"""Small files for upload routes."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


CSV = "名称,城市\n海澜泵业,上海\n".encode()


def uploaded(kind: str) -> dict[str, SimpleUploadedFile]:
    """Give the multipart part `file` of a kind: png or csv."""
    content = {"png": _png(), "csv": CSV}[kind]
    media_type = {"png": "image/png", "csv": "text/csv"}[kind]
    return {"file": SimpleUploadedFile(f"sample.{kind}", content, media_type)}
