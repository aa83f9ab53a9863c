"""Which language a report is in: what its metadata says, or else what its words look like."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from dateline.model.span import Span

_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?\b")
_FEWEST_CHARACTERS = 40
_SAMPLE = 20_000
_FIRST_LOOK = 1_000


def tell_language(text: str, body: Sequence[Span], claimed: str | None) -> str | None:
    """Return the BCP 47 tag of a report's language, None where too little is written to tell.

    Args:
        text: The report's text.
        body: Its article.
        claimed: What metadata says, in whatever spelling ("en_US", "English").
    """
    sample = " ".join(span.of(text) for span in body)[:_SAMPLE]
    tag = normalise_tag(claimed)
    guess = _guess(sample) if len(sample) >= _FEWEST_CHARACTERS else None
    # Content systems leave their default language on pages in another: the words have the last say
    # where there are enough of them to be sure.
    if tag and (guess is None or guess == tag.split("-")[0] or len(sample) < 5 * _FEWEST_CHARACTERS):
        return tag
    return guess


def normalise_tag(claimed: str | None) -> str | None:
    """Return `claimed` as a BCP 47 tag ("en_us" as "en-US", "English" as "en"), None where it is none."""
    if not claimed:
        return None
    word = claimed.strip()
    if word.lower() in _NAMES:
        return _NAMES[word.lower()]
    match = _TAG.match(word)
    if not match or (len(match.group(1)) == 3 and len(word) > 3 and word.isalpha()):
        return None
    language, script, region = match.groups()
    parts = [language.lower(), script.title() if script else None, region.upper() if region else None]
    return "-".join(part for part in parts if part)


_NAMES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "portuguese": "pt",
    "italian": "it",
    "russian": "ru",
    "arabic": "ar",
    "chinese": "zh",
    "urdu": "ur",
    "hindi": "hi",
    "turkish": "tr",
    "persian": "fa",
    "dutch": "nl",
    "eng": "en",
}


@cache
def _load() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _guess(sample: str) -> str | None:
    language, probability = _load().classify(sample[:_FIRST_LOOK])
    # The opening leaves hardly ever a doubt; only then the rest is looked at.
    if probability < 0.999 and len(sample) > _FIRST_LOOK:
        language, probability = _load().classify(sample)
    return str(language) if probability > 0.8 else None
