"""The mean of several networks: `python -m training.mix OUT FILE...`.

Writes OUT/network.pt. A file that is named twice counts twice. Networks must have one
start in common, or their mean is none.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean(files: Sequence[Path]) -> dict[str, Tensor]:
    read = [torch.load(file, weights_only=True) for file in files]
    return {
        name: torch.stack([one[name].float() for one in read]).mean(0).to(value.dtype)
        for name, value in read[0].items()
    }


def main() -> None:
    out, *files = (Path(a) for a in sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean(files), out / "network.pt")


if __name__ == "__main__":
    main()
