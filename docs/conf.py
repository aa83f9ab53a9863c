"""The documentation as a site: `make site` writes it from the pages that one reads in the repository."""

from dateline import __version__

project = "dateline"
author = "the authors of dateline"
project_copyright = author
release = __version__

# The pages lie where they are written for: at the root, in docs, beside the samples and the weights.
root_doc = "docs/index"
include_patterns = [
    "*.md",
    "docs/**.md",
    "samples/README.md",
    "src/dateline/nlp/weights/CARD.md",
    "training/README.md",
]
extensions = ["myst_parser"]
myst_heading_anchors = 4
# A link to a file of the repository that is no page is left as it is.
suppress_warnings = ["myst.xref_missing", "myst.header"]

html_theme = "furo"
html_title = f"dateline {release}"
html_show_sphinx = False
html_copy_source = False
html_extra_path = ["site"]  # index.html, which leads to the first page
html_theme_options = {"top_of_page_buttons": []}
