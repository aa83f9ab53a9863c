"""Word lists that several corpora are read with."""


def split_words(line: str) -> frozenset[str]:
    """Split a list of words at white space."""
    return frozenset(line.split())


TITLES = split_words(
    "president vice prime minister chancellor senator sen sen. gov gov. governor rep rep. "
    "representative congressman congresswoman secretary gen gen. general lt lt. lieutenant col col. "
    "colonel maj maj. major capt capt. captain sgt sgt. sergeant adm adm. admiral mr mr. mrs mrs. ms "
    "ms. miss dr dr. prof prof. professor sir lord lady dame king queen prince princess emperor empress "
    "pope bishop archbishop cardinal rev rev. reverend father sister judge justice chief attorney mayor "
    "ambassador speaker chairman chairwoman director ceo commissioner minister officer spokesman "
    "spokeswoman premier imam sheikh ayatollah mullah saint st."
)
