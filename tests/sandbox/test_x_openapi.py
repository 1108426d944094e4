"""The stand-in for X is held to X's own OpenAPI description.

That file is not ours to ship: where ../shared/data/x-openapi.json is not beside the
repository, these tests are skipped.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from sandbox.x_answers import Created, Described, Me, Problem, Timeline, Uploaded
from sandbox.x_models import CreatePost, DescribeMedia, TimelineQuery, UploadMedia

OPENAPI = Path(__file__).parents[3] / "shared" / "data" / "x-openapi.json"

pytestmark = pytest.mark.skipif(
    not OPENAPI.exists(), reason="X's OpenAPI description is not here"
)

REQUESTS: list[tuple[type[BaseModel], str]] = [
    (CreatePost, "CreatePostsRequest"),
    (UploadMedia, "MediaUploadRequest"),
    (DescribeMedia, "CreateMediaMetadataRequest"),
]
ANSWERS: list[tuple[type[BaseModel], str]] = [
    (Created, "CreatePostsResponse"),
    (Uploaded, "MediaUploadResponse"),
    (Described, "CreateMediaMetadataResponse"),
    (Me, "GetUsersMeResponse"),
    (Timeline, "GetUsersPostsResponse"),
    (Problem, "InvalidRequestProblem"),
]
Schema = dict[str, Any]


@cache
def openapi() -> Schema:
    return json.loads(OPENAPI.read_text())


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema itself, past references and "or nothing"."""
    while "$ref" in schema:
        node = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            node = node[part]
        schema = node
    some = [s for s in schema.get("anyOf", []) if s.get("type") != "null"]
    return resolved(some[0], root) if some else schema


def differences(ours: Schema, our_root: Schema, theirs: Schema, path: str) -> list[str]:
    """Where our schema names, types or limits something otherwise than X's."""
    ours, theirs = resolved(ours, our_root), resolved(theirs, openapi())
    if ours.get("type") != theirs.get("type"):
        return [f"{path}: {ours.get('type')}, but X has {theirs.get('type')}"]
    found = [
        f"{path}: {what} {ours.get(what)}, but X has {theirs[what]}"
        for what in ("pattern", "maxLength", "maxItems", "minItems", "format")
        if what in theirs and what in ours and ours[what] != theirs[what]
    ]
    choices = set(ours.get("enum") or [ours["const"]] if "const" in ours else [])
    choices |= set(ours.get("enum", []))
    if "enum" in theirs and not choices <= set(theirs["enum"]):
        found.append(f"{path}: {choices - set(theirs['enum'])} is not X's")
    if "items" in ours and "items" in theirs:
        found += differences(ours["items"], our_root, theirs["items"], f"{path}[]")
    known = theirs.get("properties", {})
    for name, schema in ours.get("properties", {}).items():
        if name not in known:
            found.append(f"{path}.{name}: X has no such field")
        else:
            found += differences(schema, our_root, known[name], f"{path}.{name}")
    missing = set(theirs.get("required", ())) - set(ours.get("properties", known))
    return found + [f"{path}.{name}: X requires it" for name in sorted(missing)]


@pytest.mark.parametrize(("model", "name"), REQUESTS + ANSWERS)
def test_every_field_is_xs_own(model: type[BaseModel], name: str) -> None:
    mode = "validation" if (model, name) in REQUESTS else "serialization"
    ours = model.model_json_schema(mode=mode)
    theirs = openapi()["components"]["schemas"][name]

    assert differences(ours, ours, theirs, name) == []


@pytest.mark.parametrize(("model", "name"), REQUESTS)
def test_what_x_requires_we_require(model: type[BaseModel], name: str) -> None:
    theirs = openapi()["components"]["schemas"][name]

    required = set(model.model_json_schema().get("required", ()))
    assert set(theirs.get("required", ())) <= required


def test_every_question_to_the_timeline_is_xs_own() -> None:
    asked = openapi()["paths"]["/2/users/{id}/tweets"]["get"]["parameters"]
    theirs = {
        parameter["name"]: parameter
        for parameter in (resolved(parameter, openapi()) for parameter in asked)
        if parameter["in"] == "query"
    }
    schema = TimelineQuery.model_json_schema()
    ours = schema["properties"]

    assert ours.keys() <= theirs.keys()
    fields = resolved(ours["post.fields"], schema)["items"]["enum"]
    assert set(fields) <= set(theirs["post.fields"]["schema"]["items"]["enum"])
    for limit in ("minimum", "maximum"):
        assert ours["max_results"][limit] == theirs["max_results"]["schema"][limit]


def test_a_field_that_x_does_not_have_would_be_noticed() -> None:
    ours = CreatePost.model_json_schema()
    ours["properties"]["in_capitals"] = {"type": "boolean"}
    ours["properties"]["text"]["type"] = "integer"
    theirs = openapi()["components"]["schemas"]["CreatePostsRequest"]

    assert len(differences(ours, ours, theirs, "post")) == 2
