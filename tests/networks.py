"""Networks at random, for tests of training and export."""

from __future__ import annotations

import numpy as np


def random_weights(
    *, hidden: int, inner: int, layers: int, vocabulary: int = 50, tags: int = 13, positions: int = 64
) -> dict[str, np.ndarray]:
    """The weights of an encoder with a tag head, named as ``export`` takes them."""
    rng = np.random.default_rng(0)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (vocabulary, hidden),
        "embeddings.position_embeddings.weight": (positions, hidden),
        "embeddings.token_type_embeddings.weight": (2, hidden),
        "classifier.weight": (tags, hidden),
        "classifier.bias": (tags,),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(layers):
        path = f"encoder.layer.{layer}."
        dense = dict.fromkeys(
            ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"),
            (hidden, hidden),
        )
        dense |= {"intermediate.dense": (inner, hidden), "output.dense": (hidden, inner)}
        for name, shape in dense.items():
            shapes |= {f"{path}{name}.weight": shape, f"{path}{name}.bias": shape[:1]}
        norms += [f"{path}attention.output.LayerNorm", f"{path}output.LayerNorm"]
    shapes |= {f"{norm}.{kind}": (hidden,) for norm in norms for kind in ("weight", "bias")}
    return {name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}
