"""The signing key: given by the operator, or made once and kept beside the data."""

import secrets
from pathlib import Path


def secret_key(*, given: str, data_dir: Path) -> str:
    """Give the signing key; the first start without one writes it to `secret.key` (mode 600)."""
    if given:
        return given
    path = data_dir / "secret.key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
