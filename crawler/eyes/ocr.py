"""The process that reads pictures: ``python -m crawler.eyes.ocr``, one JSON line in, one JSON line out.

One engine, one thread, low priority, so that the walk is not slowed. The first line out says what the engine is;
then ``{"png": path, "scale": 2, "threads": 1}`` gives ``{"lines": [...], "seconds": 0.8}`` or ``{"error": "..."}``.
More threads than before start the engine again, for when nothing else wants the cores.
"""

import hashlib
import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever the engine prints must not stand between the answers.
    os.dup2(2, 1)
    try:
        engine, about = _load()
    except Exception as error:  # the reason is told to the other side, whatever it is
        _say(answers, {"error": f"the OCR engine did not start: {type(error).__name__}: {error}"[:500]})
        return
    _say(answers, about)
    threads = 1
    for line in sys.stdin.buffer:
        try:
            task = Task.of(line)
        except (ValueError, TypeError, KeyError) as error:
            _say(answers, {"error": f"{type(error).__name__}: {error}"[:500]})
            continue
        if task.threads > threads:
            engine, threads = None, task.threads  # two engines at once would take twice the memory
            engine, _ = _load(threads)
        _say(answers, _answer(engine, task))


@dataclass(frozen=True)
class Task:
    """One picture. A number of threads changes the time, not what is read."""

    png: Path
    scale: float
    threads: int

    @classmethod
    def of(cls, line: bytes) -> "Task":
        """Raises ValueError, TypeError or KeyError when the line is no task."""
        told = json.loads(line)
        return cls(Path(told["png"]), float(told["scale"]), int(told.get("threads", 1)))


def _answer(engine: Any, task: Task) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        lines = read(engine, task.png, task.scale)
    except Exception as error:  # one bad picture must not end the process
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    return {"lines": lines, "seconds": round(time.perf_counter() - began, 3)}


def _load(threads: int = 1) -> tuple[Any, dict[str, Any]]:
    for name in THREADS:
        os.environ.setdefault(name, "1")
    import rapidocr

    engine = rapidocr.RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.use_cls": False,
            # Lines of unlike lengths in one batch are all padded to the longest.
            "Rec.rec_batch_num": 1,
            "Global.log_level": "error",
        }
    )
    folder = Path(str(rapidocr.__file__)).parent / "models"
    models = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.onnx"))}
    return engine, {"engine": "rapidocr", "version": version("rapidocr"), "models": models}


def read(engine: Any, png: Path, scale: float) -> list[dict[str, Any]]:
    """Lines of text with boxes in CSS pixels. Halving a doubled picture first loses nothing and saves time."""
    import numpy
    from PIL import Image

    with Image.open(png) as picture:
        rgb = picture.convert("RGB")
    if scale >= 2:
        rgb = rgb.reduce(2)
        scale /= 2
    found = engine(numpy.asarray(rgb)[:, :, ::-1])
    if found.boxes is None or found.txts is None:
        return []
    scores = found.scores if found.scores is not None else [0.0] * len(found.txts)
    rows = zip(found.boxes, found.txts, scores, strict=True)
    return [
        {"text": str(text), "rect": _rect(box, scale), "score": round(float(score), 4)} for box, text, score in rows
    ]


def _rect(box: Any, scale: float) -> list[float]:
    xs, ys = [float(p[0]) / scale for p in box], [float(p[1]) / scale for p in box]
    return [round(v, 1) for v in (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))]


def _say(out: Any, data: dict[str, Any]) -> None:
    out.write(json.dumps(data, ensure_ascii=True).encode("ascii") + b"\n")


if __name__ == "__main__":
    main()
