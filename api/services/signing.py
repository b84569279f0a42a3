"""How this installation signs what it states: an Ed25519 key pair of its own, which seals and opens nothing."""

from pathlib import Path

import nacl.encoding
import nacl.exceptions
import nacl.signing

from api.services.secrets import created

KEY_FILE = "signing.key"
_HEX = nacl.encoding.HexEncoder


def signing_key(folder: Path) -> nacl.signing.SigningKey:
    """Return the key with which this process signs, made at the first start and readable by its owner only."""
    return nacl.signing.SigningKey(created(folder / KEY_FILE, nacl.signing.SigningKey.generate().encode(_HEX)), _HEX)


def public_part(key: nacl.signing.SigningKey) -> str:
    """Return the public half of `key` (64 hexadecimal digits), with which anybody can check its signatures."""
    return key.verify_key.encode(_HEX).decode()


def sign(key: nacl.signing.SigningKey, statement: str) -> str:
    """Return the signature (Ed25519, RFC 8032; 128 hexadecimal digits) over the UTF-8 of `statement`."""
    return key.sign(statement.encode()).signature.hex()


def is_signed(public: str, statement: str, signature: str) -> bool:
    """Return whether `signature` over `statement` was made with the key whose public half is `public`."""
    try:
        nacl.signing.VerifyKey(public.encode(), _HEX).verify(statement.encode(), bytes.fromhex(signature))
    except (ValueError, nacl.exceptions.CryptoError):
        return False
    return True
