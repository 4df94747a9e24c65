"""The policy reader: Chinese and English policy text to clauses, each with its span."""
