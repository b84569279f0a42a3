"""Envelopes of complaints: each sealed with a key of its own, and that key sealed to the desk and to the escrow.

Who seals cannot open. Without its two sealed keys an envelope can be opened by nobody: erasing them erases it.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

import nacl.bindings
import nacl.exceptions
import nacl.public
import nacl.secret
import nacl.utils

from api.services.sealing import unseal

_BUCKET = 512
"""Words are padded to a multiple of this many bytes, so that their length tells little; files to a hundred times as many."""


class Keys(NamedTuple):
    """To whom envelopes are sealed."""

    desk: nacl.public.PublicKey
    escrow: nacl.public.PublicKey


@dataclass(frozen=True)
class Envelope:
    """What is kept: the sealed content, and the key that opens it, sealed to the desk and to the escrow."""

    sealed: bytes
    key_desk: bytes
    key_escrow: bytes

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the sealed content, which outlives an erasure."""
        return hashlib.sha256(self.sealed).hexdigest()


def enclose(content: bytes, keys: Keys, bucket: int = _BUCKET) -> Envelope:
    """Return `content` sealed so that only the desk or the escrow can open it (XSalsa20-Poly1305, X25519 sealed boxes)."""
    key = nacl.utils.random(nacl.secret.SecretBox.KEY_SIZE)
    sealed = bytes(nacl.secret.SecretBox(key).encrypt(nacl.bindings.sodium_pad(content, bucket)))
    boxes = [bytes(nacl.public.SealedBox(each).encrypt(key)) for each in keys]
    return Envelope(sealed, *boxes)


def enclose_words(content: dict[str, Any], keys: Keys) -> Envelope:
    """Return `content`, which JSON can hold, in an envelope."""
    return enclose(json.dumps(content, ensure_ascii=False).encode(), keys)


def enclose_file(content: bytes, keys: Keys) -> Envelope:
    """Return a file in an envelope; the size of what is kept tells its length only roughly."""
    return enclose(content, keys, 100 * _BUCKET)


_PACKED = b"LHe2"
_BOXED_KEY = nacl.secret.SecretBox.KEY_SIZE + nacl.bindings.crypto_box_SEALBYTES


def packed_words(content: dict[str, Any], keys: Keys) -> bytes:
    """Return `content` in an envelope that lies in one column: a mark, the key for the desk, the one for the escrow, the rest."""
    envelope = enclose_words(content, keys)
    return _PACKED + envelope.key_desk + envelope.key_escrow + envelope.sealed


def open_packed(packed: bytes, private: nacl.public.PrivateKey) -> dict[str, Any] | None:
    """Return what `packed_words` packed, or what lies in a box of before, which was sealed to the desk alone: None if that key is lost."""
    if not packed.startswith(_PACKED):
        try:
            return unseal(packed, private)
        except nacl.exceptions.CryptoError:
            return None
    rest = packed.removeprefix(_PACKED)
    envelope = Envelope(rest[2 * _BOXED_KEY :], rest[:_BOXED_KEY], rest[_BOXED_KEY : 2 * _BOXED_KEY])
    return open_words(envelope, private)


def open_file(envelope: Envelope, private: nacl.public.PrivateKey) -> bytes:
    """Return what lies in `envelope`; `private` is the desk's key or the escrow's."""
    box = nacl.public.SealedBox(private)
    try:
        key = box.decrypt(envelope.key_desk)
    except nacl.exceptions.CryptoError:
        key = box.decrypt(envelope.key_escrow)
    padded = nacl.secret.SecretBox(key).decrypt(envelope.sealed)
    bucket = 100 * _BUCKET if len(padded) % (100 * _BUCKET) == 0 else _BUCKET
    return nacl.bindings.sodium_unpad(padded, bucket)


def open_words(envelope: Envelope, private: nacl.public.PrivateKey) -> dict[str, Any]:
    """Return the words that lie in `envelope`, or in a sealed box of before there were envelopes."""
    if not envelope.key_desk:
        return unseal(envelope.sealed, private)
    content: dict[str, Any] = json.loads(open_file(envelope, private))
    return content
