"""The part of a page within which an object of it shows, as pdfium knows it; runs in the child process only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence

from jslint.document.read.pdf.bounds import MOST_OBJECTS
from jslint.document.read.pdf.calls import Pdfium, told
from jslint.document.read.pdf.geometry import Box


def clips_of(pdfium: Pdfium, objects: Iterable[ctypes.c_void_p]) -> list[int]:
    """The clip of each object, 0 where it has none."""
    clips = list(map(pdfium.many("FPDFPageObj_GetClipPath"), objects))
    counts = map(pdfium.many("FPDFClipPath_CountPaths"), map(ctypes.c_void_p, clips))
    return [clip if clip and count > 0 else 0 for clip, count in zip(clips, counts, strict=True)]


def clip_box(pdfium: Pdfium, clip: int) -> Box | None:
    """Left, bottom, right, top in user space of the box around what a clip lets through; None where that is not known."""
    boxes = [_bounds(pdfium, clip, path) for path in range(min(pdfium.FPDFClipPath_CountPaths(clip), _MOST_PATHS))]
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    lefts, bottoms, rights, tops = zip(*known, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


_MOST_PATHS = 32


def _bounds(pdfium: Pdfium, clip: int, path: int) -> Box | None:
    count = min(pdfium.FPDFClipPath_CountPathSegments(clip, path), MOST_OBJECTS)
    segments = [pdfium.FPDFClipPath_GetPathSegment(clip, path, at) for at in range(count)]
    places = told(pdfium.many("FPDFPathSegment_GetPoint"), "2f", map(ctypes.c_void_p, segments))
    return _around([place for place in places if place is not None])


def _around(points: Sequence[tuple[float, ...]]) -> Box | None:
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
