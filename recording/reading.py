"""What an OCR engine read on a picture, at capture time."""

from pydantic import BaseModel, ConfigDict

from recording.observations import Rect


class Line(BaseModel):
    """One line of text with its box in CSS pixels of the viewport."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    rect: Rect
    score: float


class Reading(BaseModel):
    """``screens/000123.ocr.json``: engine, versions and lines."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    engine: str
    version: str = ""
    models: dict[str, str] = {}
    pixels_sha256: str = ""
    seconds: float = 0
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
