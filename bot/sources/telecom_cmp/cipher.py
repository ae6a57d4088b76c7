"""The cipher of China Telecom's CMP: DES in all but its first choice of key bits, under keys of any length.

Known as strEnc and strDec of a des.js of 2006. It hides little: blocks are not chained, so equal text shows as equal
cipher text. An account has three keys; each block of each key is applied in turn.
"""

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

BLOCK = 8
"""Bytes: four characters in UTF-16."""
Keys = tuple[str, str, str]

_FIRST_HALF = tuple(8 * row + column for column in (0, 1, 2) for row in range(7, -1, -1))
_FIRST_HALF += tuple(8 * row + 3 for row in (7, 6, 5, 4))
_STANDARD = (
    *_FIRST_HALF,
    *(8 * row + column for column in (6, 5, 4) for row in range(7, -1, -1)),
    *(8 * row + 3 for row in (3, 2, 1, 0)),
)
"""PC-1 of FIPS 46-3: which bits of a key are used, in order; bit 0 is the highest of the first byte."""
_OWN = (
    *_FIRST_HALF,
    *(8 * row + 3 for row in (3, 2, 1, 0)),
    *(8 * row + column for column in (4, 5, 6) for row in range(7, -1, -1)),
)
"""The same choice as this cipher makes it: the second half is in another order."""


def encrypt(text: str, keys: Keys) -> str:
    """Return *text* as 16 upper-case hex digits for each four characters, the last ones filled up with U+0000."""
    data = _padded(text)
    for key in _blocks(keys):
        data = _des(key).encryptor().update(data)
    return data.hex().upper()


def decrypt(hidden: str, keys: Keys) -> str:
    """Return what `encrypt` made *hidden* of, less the U+0000 at its end. Raise ValueError for anything else."""
    data = bytes.fromhex(hidden)
    if len(data) % BLOCK:
        raise ValueError("not whole blocks")
    for key in reversed(_blocks(keys)):
        data = _des(key).decryptor().update(data)
    return data.decode("utf-16-be", errors="surrogatepass").rstrip("\0")


def _padded(text: str) -> bytes:
    data = text.encode("utf-16-be", errors="surrogatepass")
    return data + bytes(-len(data) % BLOCK)


def _blocks(keys: Keys) -> list[bytes]:
    """Return the blocks of all keys, in order, each as standard DES wants it."""
    return [_permuted(key[at : at + BLOCK]) for key in map(_padded, keys) for at in range(0, len(key), BLOCK)]


def _permuted(key: bytes) -> bytes:
    """Return the key under which standard DES does what this cipher does under *key*."""
    last, bits, moved = 8 * BLOCK - 1, int.from_bytes(key), 0
    for there, here in zip(_STANDARD, _OWN, strict=True):
        moved |= (bits >> (last - here) & 1) << (last - there)
    return moved.to_bytes(BLOCK)


def _des(key: bytes) -> Cipher[modes.ECB]:
    return Cipher(TripleDES(key * 3), modes.ECB())  # noqa: S305 - one key three times is DES; the protocol's own
