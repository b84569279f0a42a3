"""The escrow's key: what to say while it lies about, and how the desk goes on with it when its own is lost."""

from contextlib import suppress
from pathlib import Path

import nacl.encoding
import nacl.exceptions
import nacl.public

from api.services.secrets import PUBLIC, created, escrow_public_key


def escrow_exposed(folder: Path) -> str:
    """Return what to say while the escrow's private key lies where it was made; nothing once it was taken away."""
    with suppress(PermissionError):
        if (path := folder / "escrow.key").is_file():
            return (
                f"WARNING: {path} opens every complaint. Move it into a safe, off this machine, and leave no copy here."
            )
    return ""


def recover_desk_key(escrow_file: Path, desk_folder: Path, escrow_folder: Path, public_folder: Path) -> None:
    """Put the escrow's key in the place of the desk's, which is lost, and make a new pair for the escrow.

    No sealed byte changes, so proofs and audits hold: an envelope opens with the key of either. Done again after a fall it ends well.
    """
    encoder = nacl.encoding.HexEncoder
    found = escrow_file.read_bytes().strip()
    try:
        private = nacl.public.PrivateKey(found, encoder)
    except (ValueError, nacl.exceptions.CryptoError):
        raise ValueError("this file holds no key") from None
    if private.public_key != escrow_public_key(public_folder):
        raise ValueError("this is not the escrow key of this installation; nothing was changed")
    if created(desk_folder / "desk.key", found) != found:
        raise ValueError("desk.key is still there: nothing was changed. If it is damaged, move it away and try again")
    _replace(public_folder / "desk.pub", private.public_key.encode(encoder))
    made = escrow_folder / "escrow.key"
    if made.is_file() and made.read_bytes().strip() == found:
        made.unlink()
    fresh = nacl.public.PrivateKey(created(made, nacl.public.PrivateKey.generate().encode(encoder)), encoder)
    _replace(public_folder / "escrow.pub", fresh.public_key.encode(encoder))


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    created(beside, content, PUBLIC)
    beside.replace(path)
