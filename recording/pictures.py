"""Planted pictures in bodies: read back by their block code, also after scaling and recompression."""

from collections.abc import Iterable, Iterator

from recording.decoding import Leaf
from recording.hit import Hit, Place
from recording.identity import Planted
from recording.planted_pictures import read_code

_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")
_LARGEST = 16 << 20


def pictures(values: Iterable[Planted], leaves: Iterable[Leaf], place: Place) -> Iterator[Hit]:
    """Each picture among the decoded values whose code is that of a planted one."""
    codes = {value.value.lower(): value for value in values if value.field == "picture"}
    if not codes:
        return
    for leaf in leaves:
        if not leaf.data.startswith(_MAGIC) or len(leaf.data) > _LARGEST:
            continue
        code = read_code(leaf.data)
        value = codes.get(code.lower()) if code else None
        if value is not None:
            yield Hit(
                planted=value.id,
                kind=value.kind,
                field=value.field,
                spelling="picture (block code)",
                place=place,
                path=leaf.path,
                offset=0,
                length=len(leaf.data),
                matched=f"picture of {len(leaf.data)} bytes",
                excerpt=f"picture of {len(leaf.data)} bytes, block code {code}",
                decoded=leaf.decoded,
            )
