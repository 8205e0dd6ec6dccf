"""The default storage: a directory, two levels of prefix, atomic writes."""

import os
import tempfile
from pathlib import Path


class DirectoryStorage:
    """Keeps bytes as files named by their hash."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, sha256: str, content: bytes) -> None:
        path = self._path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)

    def read(self, sha256: str) -> bytes:
        return self._path(sha256).read_bytes()

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256
