"""A software authenticator: what a phone or a security key does, for tests of passkeys and TOTP."""

import hashlib
import hmac
import json
import os
import struct
import time
from base64 import b32decode, urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

ORIGIN = "http://localhost"


def totp_code(secret: str, *, at: float | None = None) -> str:
    """Give the six digits that an authenticator app shows (RFC 6238, SHA-1, 30 s)."""
    counter = struct.pack(">Q", int(at if at is not None else time.time()) // 30)
    mac = hmac.new(b32decode(secret), counter, hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


class SoftwarePasskey:
    """One resident credential on an imaginary device that always verifies its user."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(16)
        self.user_handle = ""
        self.signatures = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer creation options with a new credential ("none" attestation)."""
        public = options["publicKey"]
        self.user_handle = public["user"]["id"]
        point = self.key.public_key().public_numbers()
        cose = {
            1: 2,
            3: -7,
            -1: 1,
            -2: point.x.to_bytes(32, "big"),
            -3: point.y.to_bytes(32, "big"),
        }
        attested = bytes(16) + struct.pack(">H", 16) + self.credential_id + cbor.encode(cose)
        data = self._authenticator_data(public["rp"]["id"], flags=0x45) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._message(
            {
                "clientDataJSON": _b64(_client_data("webauthn.create", public["challenge"])),
                "attestationObject": _b64(attestation),
                "transports": ["internal"],
            },
            extensions={"credProps": {"rk": True}},
        )

    def get(self, options: dict[str, Any], *, forged: bool = False) -> dict[str, Any]:
        """Answer request options with a signature; `forged` signs with somebody else's key."""
        public = options["publicKey"]
        self.signatures += 1
        data = self._authenticator_data(public["rpId"], flags=0x05)
        client = _client_data("webauthn.get", public["challenge"])
        key = ec.generate_private_key(ec.SECP256R1()) if forged else self.key
        signature = key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._message(
            {
                "clientDataJSON": _b64(client),
                "authenticatorData": _b64(data),
                "signature": _b64(signature),
                "userHandle": self.user_handle,
            },
            extensions={},
        )

    def _authenticator_data(self, rp_id: str, *, flags: int) -> bytes:
        rp_hash = hashlib.sha256(rp_id.encode()).digest()
        return rp_hash + bytes([flags]) + struct.pack(">I", self.signatures)

    def _message(self, response: dict[str, Any], *, extensions: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": _b64(self.credential_id),
            "rawId": _b64(self.credential_id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": extensions,
            "authenticatorAttachment": "platform",
        }


def _client_data(kind: str, challenge: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Decode unpadded URL-safe base64."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
