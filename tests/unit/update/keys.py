"""Keys and signatures as minisign makes them, made with `cryptography`."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KIND = "linux-amd64"


@dataclass(frozen=True)
class Signer:
    """Somebody with a key pair."""

    id: bytes = b"12345678"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public_text(self) -> str:
        data = b"Ed" + self.id + self.key.public_key().public_bytes_raw()
        return f"untrusted comment: minisign public key\n{base64.b64encode(data).decode()}\n"

    def sign(self, data: bytes, comment: str, *, prehashed: bool = True) -> str:
        """The text of a `.minisig`."""
        signed = hashlib.blake2b(data).digest() if prehashed else data
        signature = self.key.sign(signed)
        over_comment = self.key.sign(signature + comment.encode())
        line = base64.b64encode((b"ED" if prehashed else b"Ed") + self.id + signature).decode()
        return (
            f"untrusted comment: signature\n{line}\ntrusted comment: {comment}\n"
            f"{base64.b64encode(over_comment).decode()}\n"
        )

    def sign_file(self, file: Path, version: str, kind: str = KIND) -> Path:
        """`FILE.minisig` beside the file."""
        beside = file.with_name(f"{file.name}.minisig")
        beside.write_text(self.sign(file.read_bytes(), f"kiosk version:{version} kind:{kind}"))
        return beside
