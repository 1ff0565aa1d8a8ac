"""The gate: extraction with the default model is no worse than ``corpus/baseline.json`` on the regression part."""

from __future__ import annotations

from extractor.evaluation.pytest_plugin import extractor_corpus

corpus = extractor_corpus("../corpus", floors="../corpus/baseline.json")
