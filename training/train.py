"""Train the network: `python -m training.train SHARED BASE OUT [ROUNDS [FROM]]`.

SHARED holds `names/` and `tweets/`; BASE is the unpacked encoder. OUT gets `round1.pt`
and so on, and the mean of the last as `network.pt`. FROM is such a file, to go on from:
then the posts on which it errs are drawn oftener.
One thread: on a small machine two are slower.
"""

import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer

from nlp.normalise import normalise
from training.batches import Batch, Encoded, batches, encode
from training.generate import Generator
from training.measure import heads_line, name_scores, names_line
from training.mix import mean
from training.names import Names
from training.network import Network
from training.posts import HERE, TWEET_SETS, Post, held_out, read, tweets
from training.weighing import weights

SEED = 20261125
BATCH = 32
# In a round:
HAND_WRITTEN = 8600
TEMPLATES = 400
JOINED = 150
HASHTAGS = 250
TWEETS = 200
RATE, NEW_RATE = 1.5e-4, 6e-4
GOING_ON = 0.5  # of these rates, with FROM
WARM = 0.06
LAST = 1 / 3  # of the rounds: those whose mean is kept
# Where the processor has no such arithmetic, it is twenty times slower, not faster.
HALF = torch.cpu._is_avx512_bf16_supported()
_A_ROUND = HAND_WRITTEN + TEMPLATES + JOINED + HASHTAGS + TWEETS
DEV = HERE.parent / "bench" / "posts" / "school_posts_dev.jsonl"


def hand_written() -> tuple[list[Post], list[Post]]:
    """(to train on, held out)."""
    rows = [r for path in sorted((HERE / "posts").glob("*.jsonl")) for r in read(path)]
    return [p for i, p in rows if not held_out(i)], [p for i, p in rows if held_out(i)]


def loss_of(network: Network, batch: Batch) -> torch.Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        words, posts, _ = network(batch.ids, batch.features, batch.mask, batch.first)
    logs = words.float().log_softmax(-1)
    there = batch.allowed.any(-1)
    right = logs.masked_fill(~batch.allowed, -1e4).logsumexp(-1)[there]
    plain = batch.allowed[..., 0][there]
    weight = torch.where(plain, 1.0, 1.5)
    loss = -(right * weight).sum() / weight.sum()
    judged = batch.heads >= 0
    if judged.any():
        loss = loss + 0.6 * torch.nn.functional.binary_cross_entropy_with_logits(
            posts.float()[judged], batch.heads[judged], pos_weight=torch.tensor(2.0)
        )
    return loss


@torch.no_grad()
def predict(
    network: Network, posts: Sequence[Encoded], pad: int
) -> tuple[list[np.ndarray], np.ndarray]:
    """Word probabilities of each post, head probabilities of all."""
    network.eval()
    words, heads = [], []
    for batch in batches(posts, 16, None, pad):
        w, h, _ = network(batch.ids, batch.features, batch.mask, batch.first)
        for row, there in zip(w.softmax(-1), batch.allowed.any(-1), strict=True):
            words.append(row[there].numpy())
        heads.append(h.sigmoid().numpy())
    network.train()
    return words, np.concatenate(heads)


def report(
    name: str, network: Network, posts: list[Post], tokenizer: Tokenizer
) -> None:
    told = [encode(p, tokenizer) for p in posts]
    words, heads = predict(
        network, [e for e in told if e], tokenizer.token_to_id("[PAD]")
    )
    spans = [[(w.start, w.end) for w in normalise(p.text)] for p in posts]
    print(name, names_line(*name_scores(posts, spans, words)))
    print(name, heads_line(posts, heads), flush=True)


def main() -> None:
    shared, base, out = (Path(a) for a in sys.argv[1:4])
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 40
    start = Path(sys.argv[5]) if len(sys.argv) > 5 else None
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = Random(SEED)  # noqa: S311 - a recipe is to be repeated, not guessed
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pad = tokenizer.token_to_id("[PAD]")
    generator = Generator(Names(shared / "names", rng), rng)
    train, kept = hand_written()
    clean = [p for p in train if p.passes]
    dev = [p for _, p in read(DEV)]
    files = [shared / "tweets" / f"{name}.train.conll" for name in TWEET_SETS]
    public = [p for file in files for p in tweets(file)]
    network = Network(str(base)).train()
    drawn = None
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
        known = [e for e in (encode(p, tokenizer) for p in train) if e]
        drawn = weights(known, *predict(network, known, pad))
    optimiser, schedule = _optimiser(
        network,
        rounds * math.ceil(_A_ROUND / BATCH),
        GOING_ON if start else 1.0,
    )
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    for turn in range(1, rounds + 1):
        posts = [generator.retold(p) for p in rng.choices(train, drawn, k=HAND_WRITTEN)]
        posts += [generator.post() for _ in range(TEMPLATES)]
        posts += [generator.joined(train) for _ in range(JOINED)]
        posts += [generator.hashtagged(p) for p in rng.sample(clean, HASHTAGS)]
        posts += rng.sample(public, TWEETS)
        told = [e for e in (encode(p, tokenizer) for p in posts) if e]
        losses = []
        for batch in batches(told, BATCH, rng, pad):
            loss = loss_of(network, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            losses.append(loss.item())
        spent = time.monotonic() - began
        print(f"round {turn} loss {np.mean(losses):.4f} {spent:.0f} s", flush=True)
        torch.save(network.state_dict(), out / f"round{turn}.pt")
    last = range(rounds - math.ceil(rounds * LAST) + 1, rounds + 1)
    averaged = mean([out / f"round{turn}.pt" for turn in last])
    torch.save(averaged, out / "network.pt")
    network.load_state_dict(averaged)
    report("held out", network, kept, tokenizer)
    report("dev", network, dev, tokenizer)


def _optimiser(
    network: Network, steps: int, factor: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """What the encoder brings changes slowly, what is new faster; down to nothing."""
    old, new = [], []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (old if name.startswith("encoder") else new).append(parameter)
    optimiser = torch.optim.AdamW(
        [
            {"params": old, "lr": RATE * factor},
            {"params": new, "lr": NEW_RATE * factor},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda n: min((n + 1) / (WARM * steps), max(0.0, 1 - n / steps) / (1 - WARM)),
    )
    return optimiser, schedule


if __name__ == "__main__":
    main()
