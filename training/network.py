"""The network: an encoder that is told what the lists say, with word and post heads."""

import torch
from torch import Tensor, nn
from transformers import AutoModel

from nlp.evidence import COLUMNS
from training.posts import HEADS

CLASSES = ("other", "child", "staff", "adult", "figure", "place", "initials", "handle")


class Network(nn.Module):
    """ids [B, T], features [B, T, F], mask [B, T], first [B, W] -> word logits
    [B, W, 8], head logits [B, H], attention of each head over pieces [B, H, T]."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
        size = self.encoder.config.hidden_size
        # Frozen: rare names must not drift away from those never trained on.
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        offsets = [0]
        for values in COLUMNS.values():
            offsets.append(offsets[-1] + values)
        self.register_buffer("offsets", torch.tensor(offsets[:-1]))
        self.evidence = nn.Embedding(offsets[-1], size)
        nn.init.normal_(self.evidence.weight, std=0.01)
        self.late = nn.Embedding(offsets[-1], size)
        nn.init.normal_(self.late.weight, std=0.02)
        self.words = nn.Sequential(
            nn.Dropout(0.1),
            nn.Linear(size, size),
            nn.GELU(),
            nn.Linear(size, len(CLASSES)),
        )
        self.query = nn.Linear(size, len(HEADS), bias=False)
        self.posts = nn.Parameter(torch.randn(len(HEADS), size) * 0.02)
        self.posts_bias = nn.Parameter(torch.full((len(HEADS),), -2.0))
        self.inner = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(0.3))

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        places = features + self.offsets
        seen = self.encoder.embeddings.word_embeddings(ids)
        seen = seen + self.evidence(places).sum(2)
        hidden = self.encoder(inputs_embeds=seen, attention_mask=mask).last_hidden_state
        at = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        told = hidden + self.late(places).sum(2)
        words = self.words(told.gather(1, at))
        inner = self.inner(hidden)
        pull = self.query(inner).transpose(1, 2)
        pull = pull.masked_fill(mask.unsqueeze(1) == 0, -1e4)
        attention = pull.softmax(-1)
        pooled = attention @ inner
        posts = (pooled * self.posts).sum(-1) + self.posts_bias
        return words, posts, attention
