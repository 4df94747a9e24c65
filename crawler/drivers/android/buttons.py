"""Which lines of a picture are buttons."""

from crawler.drivers.android.scene import Scene
from crawler.drivers.android.shapes import Pane
from recording.reading import Line
from recording.sight import geometry, words

TALL, LOW = 76.0, 24.0
"""CSS pixels: a pane with one line of text is a button between these heights."""


def button_of(scene: Scene, line: Line) -> Pane | None:
    """A pane that holds this line alone, in its middle, in another colour than what lies around it."""
    pane = scene.shapes.around(line.rect)
    if pane is None or not LOW <= pane.rect[3] <= TALL or pane.rect[2] < line.rect[2] + 6:
        return None
    if len(words.normal(line.text)) > 16 or pane.rect[2] > scene.frame.viewport[0] * 0.97:
        return None
    middle = abs((pane.rect[0] + pane.rect[2] / 2) - (line.rect[0] + line.rect[2] / 2))
    alone = sum(1 for other in scene.sure if geometry.inside(other.rect, pane.rect)) == 1
    return pane if alone and middle < max(10.0, pane.rect[2] * 0.08) else None
