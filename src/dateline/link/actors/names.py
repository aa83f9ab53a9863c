"""When two names are one: folded spelling, initials, parts of a person's name. Nothing here sees a report."""

import re
import unicodedata
from functools import cache, lru_cache

from dateline.lexicons import load, match_any

_LANGUAGE = "en"
# Names come again and again; so many are kept at hand.
_REMEMBERED = 65536
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'"})
_EDGES = ' ,;:“”"()'
# "Tehrik-e-Taliban", "Tehrik-i-Taliban", "Tehrik e Taliban": the Persian genitive; an initial is a capital.
_IZAFE = re.compile(r"(?<=\w)(?:-[eEiI]-|\s[ei]\s)(?=\w)")
_DOTTED = re.compile(r"\b(?:\w\.)+\w\b\.?")
_POSSESSIVE = re.compile(r"'s?$")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}|[A-Z]{2,7}s?|[A-Z][A-Z&-]{1,6}[A-Z]")
_BRACKETED = re.compile(r"(?P<long>.+?)\s*\((?:the\s+)?(?P<short>[^()]+)\)?$")


@lru_cache(maxsize=_REMEMBERED)
def fold_name(name: str) -> str:
    """Return what is left of a name when spelling is put aside.

    Case, diacritics, a "the" before and an "'s" after it, full stops, hyphens, and the ways to write a
    word of another script go: "The Al-Qaida's" and "al Qaeda" both become "al qaeda".
    """
    plain = name.translate(_APOSTROPHES).strip()
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), plain)
    plain = _IZAFE.sub("-i-", plain)
    plain = _POSSESSIVE.sub("", plain)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    words = re.findall(r"\w+(?:'\w+)?", plain.casefold())
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    spelling = load(_LANGUAGE, "names").words["spelling"]
    return " ".join(str(spelling.get(word, word)) for word in words)


@lru_cache(maxsize=_REMEMBERED)
def clean_name(name: str) -> str:
    """Return a name as one would print it alone: no article before it, no possessive after it, one line."""
    plain = " ".join(name.split()).strip(' ,;:“”"()')
    plain = re.sub(r"[’']s?$", "", plain)
    return re.sub(r"^the\s+(?=\S)", "", plain).strip(_EDGES)


@lru_cache(maxsize=_REMEMBERED)
def is_name(form: str) -> bool:
    """Tell whether a form holds a capital or a digit and is no pronoun: "the group" and "He" are no names."""
    folded = fold_name(form)
    if not folded or not any(sign.isupper() or sign.isdigit() for sign in form):
        return False
    return is_acronym(form) or not is_pronoun(form)


def is_pronoun(form: str) -> bool:
    """Tell whether a form is a pronoun or another small word that is sometimes taken for a name."""
    return fold_name(form) in load(_LANGUAGE, "names").lists["no_names"]


def is_only_title(name: str) -> bool:
    """Tell whether a name taken for a person's is but a part of a title: "Prime" of "Prime Minister"."""
    return all(word in _title_words() for word in fold_name(name).split())


@cache
def _title_words() -> frozenset[str]:
    offices = load(_LANGUAGE, "offices").lists
    phrases = [*offices["titles"], *offices["offices"], *offices["before_offices"]]
    words = {word for phrase in phrases for word in fold_name(phrase).split()}
    return frozenset(words.difference(offices["also_surnames"]))


@lru_cache(maxsize=_REMEMBERED)
def is_acronym(form: str) -> bool:
    """Tell whether a form is made of initials: "TTP", "U.N.", "AT&T"."""
    return bool(_ACRONYM.fullmatch(clean_name(form)))


@lru_cache(maxsize=_REMEMBERED)
def split_brackets(form: str) -> tuple[str, ...]:
    """Return the forms in "Port Elm Authority (PEA)": the long one and the one in brackets."""
    match = _BRACKETED.fullmatch(form)
    if match and has_letters_of(match["short"], match["long"]):
        return match["long"], match["short"]
    return (form,)


@lru_cache(maxsize=_REMEMBERED)
def read_initials(name: str) -> frozenset[str]:
    """Return the initials of a spelled-out name, with and without its small words; none for one word."""
    small = set(load(_LANGUAGE, "names").lists["small"])
    words = [word for word in re.findall(r"\w+", fold_name(name)) if word]
    if len(words) < 2:
        return frozenset()
    long = [word for word in words if word not in small]
    return frozenset({"".join(word[0] for word in words), "".join(word[0] for word in long)})


@lru_cache(maxsize=_REMEMBERED)
def has_letters_of(short: str, long: str) -> bool:
    """Tell whether `short` abbreviates `long`: its letters stand there in order, the first at a word's start.

    Source: Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
    text", Pacific Symposium on Biocomputing, 2003.
    """
    letters = [sign for sign in fold_name(short) if sign.isalnum()]
    text = fold_name(long)
    if not 2 <= len(letters) <= 10 or len(letters) >= len(text) or " " not in text:
        return False
    at = len(text) - 1
    for n in range(len(letters) - 1, -1, -1):
        first = n == 0
        while at >= 0 and (text[at] != letters[n] or (first and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True


@cache
def _titles() -> re.Pattern[str]:
    offices = load(_LANGUAGE, "offices").lists
    words = [*offices["honorifics"], *offices["titles"], *offices["offices"], *offices["before_offices"]]
    return re.compile(rf"(?:{match_any(words)}\b\.?,?\s+)+", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def strip_titles(name: str) -> str:
    """Return a person's name without the ranks, offices and forms of address before it."""
    plain = clean_name(name)
    match = _titles().match(plain)
    rest = plain[match.end() :] if match else ""
    return rest if rest and is_name(rest) else plain


def names_holder(office: str) -> bool:
    """Tell whether an office says whose it is: "Port Elm harbour master", and not "Prime Minister"."""
    rest = fold_name(_titles().sub("", f"{clean_name(office)} "))
    return bool(rest)


@lru_cache(maxsize=_REMEMBERED)
def split_person(name: str) -> tuple[str, ...]:
    """Return the folded words of a person's name without titles."""
    return tuple(fold_name(strip_titles(name)).split())


def split_generation(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return a person's words without a closing "Jr." or "III", and that word or ""."""
    if len(words) > 2 and words[-1] in load(_LANGUAGE, "names").lists["generations"]:
        return words[:-1], words[-1]
    return words, ""


def can_be_one(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two rows of middle names can be one person's: one holds the other, initials count."""
    short, long = sorted((left, right), key=len)
    rest = iter(long)
    return all(any(_same_middle(word, other) for other in rest) for word in short)


def _same_middle(left: str, right: str) -> bool:
    return left == right or (1 in (len(left), len(right)) and left[0] == right[0])


@cache
def _canonical() -> dict[str, str]:
    countries = load(_LANGUAGE, "governments").words["country"]
    return {fold_name(form): str(name) for form, name in countries.items()}


@cache
def _outlets() -> tuple[dict[str, str], frozenset[str]]:
    lexicon = load(_LANGUAGE, "outlets")
    forms = next(iter(lexicon.words.values()))
    common = frozenset(fold_name(form) for form in lexicon.lists["common"])
    return {fold_name(form): str(name) for form, name in forms.items()}, common


def find_known_name(form: str, *, outlet: bool) -> str | None:
    """Return the name under which a country, or with `outlet` a news outlet, is known by this form."""
    folded = fold_name(form)
    names, common = _outlets()
    if folded in names and (outlet or (folded not in common and " " in folded)):
        return names[folded]
    return _canonical().get(folded)


@cache
def _peoples() -> dict[str, str]:
    words = load(_LANGUAGE, "governments").words
    return {
        fold_name(form): str(country)
        for kind in ("demonym", "country")
        for form, country in words[kind].items()
    }


@lru_cache(maxsize=_REMEMBERED)
def is_demonym(form: str) -> bool:
    """Tell whether a form only says of which country something is: "Norwegian", and not "Norway".

    "Swiss-Norwegian" is one too, and so is "Norway-led".
    """
    parts = form.split("-")
    if len(parts) > 1:
        return all(fold_name(part) in _peoples() or (n and part.islower()) for n, part in enumerate(parts))
    folded = fold_name(form)
    return folded in _peoples() and folded not in _canonical()


def split_country(form: str) -> tuple[str, str] | None:
    """Return the country and the rest of "Norwegian Harbour Office", None where no country opens a name."""
    words = fold_name(form).split()
    for size in (1, 2):
        country = _peoples().get(" ".join(words[:size]))
        if country is not None and len(words) > size:
            return country, " ".join(words[size:])
    return None


def find_governed(form: str) -> str | None:
    """Return the country whose government a form names, None for any other name.

    "the Norwegian government", "Norway's government", "the government of Norway"; by its capital, "the Oslo
    government", too.
    """
    words = tuple(word.removesuffix("'s") for word in fold_name(form).split())
    heads = load(_LANGUAGE, "governments").lists["governments"]
    owner = ""
    if len(words) > 1 and words[-1] in heads:
        owner = " ".join(words[:-1])
    elif len(words) > 2 and words[0] in heads and words[1] == "of":
        owner = " ".join(words[2:]).removeprefix("the ")
    return _peoples().get(owner) or _capitals().get(owner)


@cache
def _capitals() -> dict[str, str]:
    words = load(_LANGUAGE, "governments").words["capital"]
    return {fold_name(form): str(country) for form, country in words.items()}


def find_seated(name: str) -> str | None:
    """Return the country whose government one means by the name of its capital, None where it is none."""
    return _capitals().get(fold_name(name))


@lru_cache(maxsize=_REMEMBERED)
def fold_body(name: str) -> str:
    """Return a thing's name folded, without the "Inc." or "Corp." at its end."""
    words = fold_name(name).split()
    while len(words) > 1 and words[-1] in load(_LANGUAGE, "names").lists["legal_forms"]:
        words.pop()
    return " ".join(words)


@cache
def _variants() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for variant, word in load(_LANGUAGE, "names").words["spelling"].items():
        found.setdefault(str(word), []).append(variant)
    return {word: tuple(variants) for word, variants in found.items()}


def read_variants(word: str) -> tuple[str, ...]:
    """Return the ways to write a folded word, itself first."""
    return (word, *_variants().get(word, ()))
