"""How words are sealed so that this process cannot read them again."""

import hashlib
import itertools
import json
import threading
import time
from collections.abc import Callable
from typing import Any

import nacl.bindings
import nacl.exceptions
import nacl.public
import nacl.pwhash
import nacl.utils

_BUCKET = 512
"""Sealed words are padded to a multiple of this many bytes, so that their length tells little."""

# Argon2id takes 19 MiB and a tenth of a second: two at a time, or a flood of guesses would eat the machine.
_derivations = threading.BoundedSemaphore(2)
_OPS, _MEMORY = 2, 19 * 1024 * 1024


def seal(content: dict[str, Any], key: nacl.public.PublicKey) -> bytes:
    """Return `content` sealed to `key` (libsodium sealed box): whoever seals cannot open."""
    plain = json.dumps(content, ensure_ascii=False).encode()
    return bytes(nacl.public.SealedBox(key).encrypt(nacl.bindings.sodium_pad(plain, _BUCKET)))


def unseal(sealed: bytes, key: nacl.public.PrivateKey) -> dict[str, Any]:
    """Return what was sealed to the public half of `key`."""
    padded = nacl.public.SealedBox(key).decrypt(sealed)
    content: dict[str, Any] = json.loads(nacl.bindings.sodium_unpad(padded, _BUCKET))
    return content


MINUTE = 60.0


class Envelopes:
    """Seals many small things quickly: one key pair of our own serves for a minute, then it is forgotten.

    A sealed box makes a key pair for each message, which in a rush is a fifth of the work. Until it is forgotten the shared
    key could open what was sealed in that minute, words that passed through the same memory in that minute anyway. Nonces are
    counted from a random one: under one key none comes twice.
    """

    def __init__(self, key: nacl.public.PublicKey, clock: Callable[[], float] = time.monotonic) -> None:
        """Seal to `key`; `clock` counts seconds."""
        self._key, self._clock = key, clock
        self._lock = threading.Lock()
        self._renew()

    def _renew(self) -> None:
        own = nacl.public.PrivateKey.generate()
        self._box = (bytes(own.public_key), nacl.public.Box(own, self._key).shared_key())
        self._nonces = itertools.count(int.from_bytes(nacl.utils.random(nacl.public.Box.NONCE_SIZE)) >> 1)
        self._until = self._clock() + MINUTE

    def seal(self, content: dict[str, Any]) -> bytes:
        """Return `content` sealed: our public key of this minute, then the box."""
        plain = json.dumps(content).encode()
        # As sodium_pad does. Every call of the library lets another thread overtake, so there is one: the encryption itself.
        plain += b"\x80" + bytes(-(len(plain) + 1) % _BUCKET)
        with self._lock:
            if self._clock() >= self._until:
                self._renew()
            (public, shared), nonce = self._box, next(self._nonces).to_bytes(nacl.public.Box.NONCE_SIZE)
        return public + nonce + nacl.bindings.crypto_box_easy_afternm(plain, nonce, shared)


def open_envelope(sealed: bytes, key: nacl.public.PrivateKey) -> dict[str, Any]:
    """Return what lies in an envelope, or in a sealed box of before there were envelopes."""
    try:
        padded = nacl.public.Box(key, nacl.public.PublicKey(sealed[:32])).decrypt(sealed[32:])
    except nacl.exceptions.CryptoError:
        return unseal(sealed, key)
    content: dict[str, Any] = json.loads(nacl.bindings.sodium_unpad(padded, _BUCKET))
    return content


def _key(number: str, pepper: bytes, person: bytes) -> nacl.public.PrivateKey:
    """Return the key pair that exists only while `number` is presented (Argon2id over the number)."""
    salt = hashlib.blake2b(pepper, digest_size=nacl.pwhash.argon2id.SALTBYTES, person=person).digest()
    with _derivations:
        seed = nacl.pwhash.argon2id.kdf(
            nacl.public.PrivateKey.SEED_SIZE, number.encode(), salt, opslimit=_OPS, memlimit=_MEMORY
        )
    return nacl.public.PrivateKey.from_seed(seed)


def receipt_key(receipt: str, pepper: bytes) -> nacl.public.PrivateKey:
    """Return the complainant's key pair, which opens the bureau's answers."""
    return _key(receipt, pepper, b"receipt salt")


def resume_key(code: str, pepper: bytes) -> nacl.public.PrivateKey:
    """Return the key pair of a resume, which its code alone opens: this process cannot read it meanwhile."""
    return _key(code, pepper, b"resume salt")
