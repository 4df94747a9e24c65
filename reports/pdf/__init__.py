"""The report on paper: ``report.pdf`` with bookmarks, page numbers, selectable text and a page to sign."""
