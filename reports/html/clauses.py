"""How a clause is named: by the article in laws that have articles, else as the document numbers itself."""

import re

from detectors.catalogue import Citation
from reports.html.view import Both

_ARTICLE = re.compile(r"(\d+(?:-\d+)?)((?:\([0-9a-z]+\))*)")


def told(citation: Citation) -> Both:
    """Empty when the whole document is cited, or an unknown one."""
    document, item = citation.document, citation.item
    if document is None:
        return Both("", "")
    if item in document.passages:
        return Both(citation.clause("zh"), citation.clause("en"))
    parts = [_ARTICLE.fullmatch(part.strip()) for part in item.split(",")]
    found = [part for part in parts if part is not None]
    if document.unit != "article" or len(found) != len(parts):
        return Both(item, item)
    zh = "、".join(f"第{part[1]}条{part[2]}" for part in found)
    several = len(found) > 1 or "-" in found[0][1]
    return Both(zh, f"art{'s' if several else ''}. {item}")
