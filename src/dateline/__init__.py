"""dateline turns a folder of news reports into a record one can check.

What happened when, who said so, on whose authority: every entry leads to the words it rests on.
The floors of the house, from the top: `cli`, `engine`, `case` and `export`, `link`, `find`, `ingest`,
`nlp`, `lexicons`, `model`. Imports go down only.
"""

__version__ = "0.1.0"
