"""Encryption of second-factor secrets at rest: AES-256-GCM, key by HKDF from the signing key."""

import base64
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from roadbook.domains.identity.contracts import FactorUnreadable

_PURPOSE = b"roadbook second factor v1"
_NONCE_BYTES = 12


def seal(text: str) -> str:
    """Encrypt a text; the same text gives another ciphertext each time."""
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), _PURPOSE)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str) -> str:
    """Decrypt what `seal` made. Raises FactorUnreadable: altered, or sealed with another key."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
        opened = AESGCM(_key(settings.SECRET_KEY)).decrypt(
            raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _PURPOSE
        )
    except (InvalidTag, ValueError) as error:
        raise FactorUnreadable from error
    return opened.decode()


@cache
def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
