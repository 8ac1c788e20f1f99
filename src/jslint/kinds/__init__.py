"""The kinds of rules: declared sentences, ratios, scores, alignments; how each is weighed and told."""
