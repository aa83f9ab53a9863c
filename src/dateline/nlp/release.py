"""The release of the encoder that is installed: where its files lie, and which one it is.

Apart from the encoder itself, so that `dateline --version` need not load what runs it.
"""

import hashlib
from pathlib import Path
from typing import Final

from dateline.model.errors import ModelError

WEIGHTS: Final = Path(__file__).parent / "weights"
FILES: Final = ("encoder.onnx", "tokenizer.json", "labels.json")


def read_model_version(folder: Path | None = None) -> str:
    """Return the version of the weights: a hash of what decides what is found, 12 hexadecimal digits.

    Args:
        folder: As for `Encoder.load`.

    Raises:
        ModelError: The folder does not hold the weights.
    """
    digest = hashlib.sha256()
    for name in FILES:
        file = (WEIGHTS if folder is None else folder) / name
        try:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            raise ModelError(f"{file}: cannot be read ({error.strerror}); install dateline again") from error
    return digest.hexdigest()[:12]
