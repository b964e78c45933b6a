"""Numbers and sentences that figures and page share. What is said of a claim comes from the record."""
