"""Export the network as int8 ONNX: `python -m training.export BASE OUT`.

Writes nlp/model/model.onnx and nlp/model/tokenizer.json from OUT/network.pt.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from nlp.evidence import COLUMNS
from training.network import CLASSES, Network
from training.posts import HEADS, HERE

MODEL = HERE.parent / "nlp" / "model"
_TOKENIZER = "tokenizer.json"


class _Answers(torch.nn.Module):
    """One text at a time: probabilities rather than logits.

    That of tone is times that of stopping the draft for any reason: tone has no sure
    words, and on ordinary drafts its own is wrong too often.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        with_stop = [h == "tone" for h in HEADS]
        self.register_buffer("with_stop", torch.tensor(with_stop))
        self.stop = HEADS.index("stop")

    def forward(
        self, ids: torch.Tensor, features: torch.Tensor, first: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        words, posts, attention = self.network(
            ids, features, torch.ones_like(ids), first
        )
        heads = posts.sigmoid()[0]
        heads = torch.where(self.with_stop, heads * heads[self.stop], heads)
        return words.softmax(-1)[0], heads, attention[0]


def main() -> None:
    base, out = (Path(a) for a in sys.argv[1:3])
    network = Network(str(base))
    network.load_state_dict(torch.load(out / "network.pt", weights_only=True))
    whole = out / "whole.onnx"
    torch.onnx.export(
        _Answers(network.eval()).eval(),
        (
            torch.randint(1000, 2000, (1, 12)),
            torch.zeros((1, 12, len(COLUMNS)), dtype=torch.int64),
            torch.arange(7).unsqueeze(0),
        ),
        str(whole),
        input_names=["ids", "features", "first"],
        output_names=["words", "heads", "attention"],
        dynamic_axes={
            "ids": {1: "pieces"},
            "features": {1: "pieces"},
            "first": {1: "words"},
            "words": {0: "words"},
            "attention": {1: "pieces"},
        },
        opset_version=17,
        dynamo=False,
    )
    ready = out / "ready.onnx"
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(MODEL / "model.onnx"),
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,  # or sums overflow where a processor has no VNNI
        weight_type=QuantType.QInt8,
    )
    labels = {"classes": CLASSES, "heads": HEADS}
    (MODEL / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    shutil.copy(base / _TOKENIZER, MODEL / _TOKENIZER)
    print((MODEL / "model.onnx").stat().st_size)


if __name__ == "__main__":
    main()
