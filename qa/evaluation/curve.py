"""The curve of a threshold as a picture: false abstentions against abstentions found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]  # (false abstentions, abstentions found), shares

_SIZE, _GAP, _LEFT, _TOP = 190, 52, 50, 46  # pixels
_LEGEND = (
    "Abstentions found (up) against false abstentions (right). Dashed: tune half; drawn through:"
    " held-out half; dots: the default threshold."
)
_WIDEST = 0.5  # of false abstentions; nobody wants more of them


@dataclass(frozen=True, slots=True)
class Curve:
    """A set's half: what every threshold gives, and what the default one does."""

    of: str
    half: str
    points: tuple[Point, ...]
    at: Point


def picture(curves: Sequence[Curve]) -> str:
    """An SVG with a panel a set: the tune half dashed, the held-out half drawn through."""
    names = list(dict.fromkeys(curve.of for curve in curves))
    width = _LEFT + len(names) * (_SIZE + _GAP)
    height = _TOP + _SIZE + 64
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
    )
    parts = [
        head,
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="16">{_LEGEND}</text>',
    ]
    for place, name in enumerate(names):
        parts += _panel(
            _LEFT + place * (_SIZE + _GAP), name, [curve for curve in curves if curve.of == name]
        )
    return "\n".join([*parts, "</svg>\n"])


def _panel(left: int, name: str, curves: Sequence[Curve]) -> list[str]:
    bottom = _TOP + _SIZE
    parts = [
        f'<text x="{left}" y="{_TOP - 8}" font-weight="bold">{name}</text>',
        f'<rect x="{left}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#999"/>',
    ]
    for share in (0.0, 0.25, 0.5):
        x = left + _SIZE * share / _WIDEST
        parts.append(f'<text x="{x:.0f}" y="{bottom + 16}" text-anchor="middle">{share:g}</text>')
    for share in (0.0, 0.5, 1.0):
        y = bottom - _SIZE * share
        parts.append(f'<text x="{left - 6}" y="{y + 4:.0f}" text-anchor="end">{share:g}</text>')
    for curve in curves:
        colour, dashes = ("#c0392b", "5 4") if curve.half == "tune" else ("#1f4e79", "none")
        points = " ".join(_pixels(left, point) for point in _steps(curve.points))
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6" '
            f'stroke-dasharray="{dashes}"/>'
        )
        across, down = _pixels(left, curve.at).split(",")
        parts.append(f'<circle cx="{across}" cy="{down}" r="4" fill="{colour}"/>')
    return parts


def _steps(points: Sequence[Point]) -> list[Point]:
    """The points within the picture, each once, in order."""
    return sorted({point for point in points if point[0] <= _WIDEST})


def _pixels(left: int, point: Point) -> str:
    return f"{left + _SIZE * point[0] / _WIDEST:.1f},{_TOP + _SIZE * (1 - point[1]):.1f}"
