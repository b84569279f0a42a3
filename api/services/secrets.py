"""What only this installation knows: the pepper of the service, and the key pair of the desk."""

import hashlib
import hmac
import os
import secrets
from functools import lru_cache
from pathlib import Path

import nacl.encoding
import nacl.public

PUBLIC = 0o644
"""Of the public halves: the service and the desk run as different users and both read them."""


def created(path: Path, content: bytes, mode: int = 0o600) -> bytes:
    """Return what `path` holds, having written `content` there first if it was not there; unless said otherwise for the owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return content


def pepper(folder: Path) -> bytes:
    """Return the 32 secret bytes of the service, made at the first start. Whoever loses them loses every code and receipt."""
    return created(folder / "pepper", secrets.token_bytes(32))


def make_desk_key(desk_folder: Path, public_folder: Path) -> None:
    """Make the desk's key pair once; the service's folder gets the public half only."""
    encoder = nacl.encoding.HexEncoder
    public_folder.mkdir(parents=True, exist_ok=True)
    private = nacl.public.PrivateKey(
        created(desk_folder / "desk.key", nacl.public.PrivateKey.generate().encode(encoder)), encoder
    )
    created(public_folder / "desk.pub", private.public_key.encode(encoder), PUBLIC)


def make_escrow_key(folder: Path, public_folder: Path) -> None:
    """Make the key pair that opens complaints if the desk's key is lost. `folder` is to be taken off this machine, into a safe."""
    encoder = nacl.encoding.HexEncoder
    if not (public_folder / "escrow.pub").exists():
        private = nacl.public.PrivateKey(
            created(folder / "escrow.key", nacl.public.PrivateKey.generate().encode(encoder)), encoder
        )
        created(public_folder / "escrow.pub", private.public_key.encode(encoder), PUBLIC)


def escrow_public_key(public_folder: Path) -> nacl.public.PublicKey:
    """Return the second key to which the service seals complaints; its private half lies in no process."""
    return nacl.public.PublicKey((public_folder / "escrow.pub").read_bytes(), nacl.encoding.HexEncoder)


def desk_public_key(public_folder: Path) -> nacl.public.PublicKey:
    """Return the key to which the service seals what only the desk may read."""
    return nacl.public.PublicKey((public_folder / "desk.pub").read_bytes(), nacl.encoding.HexEncoder)


def desk_private_key(desk_folder: Path) -> nacl.public.PrivateKey:
    """Return the key that opens what was sealed to the desk; only the desk's process calls this."""
    return nacl.public.PrivateKey((desk_folder / "desk.key").read_bytes(), nacl.encoding.HexEncoder)


@lru_cache(maxsize=32)
def _begun(secret: bytes, purpose: str) -> hmac.HMAC:
    begun = hmac.new(secret, digestmod=hashlib.sha256)
    begun.update(_framed(purpose))
    return begun


def _framed(part: str) -> bytes:
    encoded = part.encode()
    return len(encoded).to_bytes(4, "big") + encoded


def keyed(secret: bytes, purpose: str, *parts: str) -> str:
    """Return the keyed hash (HMAC-SHA-256, hexadecimal) of `parts` for one `purpose`; no part can run into the next."""
    # Not hmac.digest: it lets other threads run each time, which in a rush costs far more than the hash itself.
    begun = _begun(secret, purpose).copy()
    begun.update(b"".join(map(_framed, parts)))
    return begun.hexdigest()
