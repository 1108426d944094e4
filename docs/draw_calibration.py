"""Draw how sure the reader is against how often it is right, from bench/posts.

`python -m docs.draw_calibration` writes docs/calibration.svg.
"""

from collections.abc import Sequence
from pathlib import Path

from bench.calibration import Bin, measured
from bench.names import wilson

PICTURE = Path(__file__).with_name("calibration.svg")
_SIZE, _EDGE = 320, 48  # pixels: the square, and the margin around it
_PAGE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img"
 aria-label="How sure the reader is of a name, and the share that is a child's"
 font-family="sans-serif" font-size="12" fill="#222">
<rect width="{whole}" height="{whole}" fill="#fff"/>
{ticks}
<path d="M{edge} {low} L{far} {edge}" stroke="#999" stroke-dasharray="4 4"/>
<polyline points="{points}" fill="none" stroke="#06c" stroke-width="2"/>
{marks}
<text x="{middle}" y="{bottom}" text-anchor="middle">how sure the reader is</text>
<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">\
share that is a child's name</text>
</svg>
"""


def picture(bins: Sequence[Bin]) -> str:
    """The curve as SVG: a dot a bin, its 95% interval as a bar, the number of names."""
    whole = _SIZE + 2 * _EDGE
    marks: list[str] = []
    for b in bins:
        low, high = wilson(b.true, b.names)
        marks.append(
            f'<path d="M{_x(b.said)} {_y(low)} V{_y(high)}" stroke="#06c"/>'
            f'<circle cx="{_x(b.said)}" cy="{_y(b.share)}" r="4" fill="#06c"/>'
            f'<text x="{_x(b.said) + 7}" y="{_y(b.share) + 14}">{b.names}</text>'
        )
    ticks = [
        f'<path d="M{_x(t)} {_y(0)} V{_y(1)} M{_x(0)} {_y(t)} H{_x(1)}" stroke="#eee"/>'
        f'<text x="{_x(t)}" y="{_y(0) + 16}" text-anchor="middle">{t}</text>'
        f'<text x="{_x(0) - 6}" y="{_y(t) + 4}" text-anchor="end">{t}</text>'
        for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
    ]
    return _PAGE.format(
        whole=whole,
        edge=_EDGE,
        low=whole - _EDGE,
        far=whole - _EDGE,
        middle=whole // 2,
        bottom=whole - 10,
        ticks="\n".join(ticks),
        marks="\n".join(marks),
        points=" ".join(f"{_x(b.said)},{_y(b.share)}" for b in bins),
    )


def _x(share: float) -> float:
    return round(_EDGE + share * _SIZE, 1)


def _y(share: float) -> float:
    return round(_EDGE + (1 - share) * _SIZE, 1)


if __name__ == "__main__":
    PICTURE.write_text(picture(measured()))
