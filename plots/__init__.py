"""Figures and page of a judged run: a pure function of judgement.json that computes nothing a verdict rests on."""
