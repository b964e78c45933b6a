"""judgement.json to nouns: what a run concluded, read strictly and made printable."""
