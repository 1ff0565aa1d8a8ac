"""The tagger: a small encoder in ONNX that finds mentions, its windows, decoding and spaCy component."""
