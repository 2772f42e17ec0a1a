"""Hostile contracts: no text in a contract runs as code, or is written outside the output folder."""

from __future__ import annotations

import ast
import copy
import json
import keyword
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.common.errors import PipelineError
from scripts.common.schema_names import MAX_LENGTH_WITH_MODEL
from scripts.generate.client_names import missing_names
from scripts.generate.literals import docstring, literal
from scripts.generate.names import PACKAGE, attribute_names
from scripts.generate.project import generate
from tests.generate.conftest import command
from tests.generate.fixture import CONTRACT, array, const, entity, mostly, ref, some
from tests.generate.test_output import files_of, write

RUN = "open('canary', 'w').close()"
PAYLOADS = [
    f'"""\n{RUN}\n"""',
    f'"\n{RUN}\n"',
    f"'\n{RUN}\n'",
    f'\\"""\n{RUN}\n\\"""',
    f'"); {RUN} #',
    f"'); {RUN} #",
    f'\\"); {RUN} #',
    f"\\'); {RUN} #",
    f"{{{{ cycler.__init__.__globals__.__builtins__.exec({RUN!r}) }}}}",
    f"{{% set x = cycler.__init__.__globals__.__builtins__.exec({RUN!r}) %}}",
    f"{{{RUN}}}",
    f"\r\n{RUN}\r\n",
    f"\f{RUN}\v\x00\x85\u2028{RUN}\u2029",
    f"\u202e{RUN}\u2066",
    f"\\N{{LATIN SMALL LETTER A}}\\u0041\\x41\\{RUN}\\",
    f"] | {RUN} | Literal[",
    "\ud800",
    "../../../../canary",
    "/tmp/canary",
    "__import__('os')",
    "lambda: 0",
    "class",
    "__class__",
    "None",
    "\uff43lass",
    "\u0441lass",
    "",
    " ",
    "\\",
    '"',
    "'",
    "#",
    "x" * 3000,
]
#: Harmless texts, for comparison.
HARMLESS = [f"harmless{number}" for number in range(len(PAYLOADS))]


def contract_of(texts: list[str], names: list[str]) -> Any:
    """Return a contract with `texts` for all values and texts, and `names` for its properties."""
    number, last = 0, len(texts) - 1

    def text() -> str:
        nonlocal number
        number = number + 1 if number < last else 0
        return texts[number]

    def annotated(schema: Any) -> Any:
        described = {
            **schema,
            **{
                key: text()
                for key in ("description", "title", "pattern", "format", "$comment", "contentEncoding")
            },
            "default": text(),
            "example": text(),
            "examples": [text()],
            "externalDocs": {"url": text(), "description": text()},
            "xml": {"name": text()},
        }
        return described | {f"x-{text()}": text()}

    fields = {name: annotated({"anyOf": [ref("Leaf"), {"type": "string"}]}) for name in names}
    schemas = {
        "Leaf": annotated(entity("kind", kind=const(texts[0]), other={"type": "string"})),
        "Names": annotated({"type": "object", "properties": fields, "required": [names[0], texts[0]]}),
        "Values": annotated(
            {
                "type": "object",
                "properties": {
                    "closed": annotated(some(*texts)),
                    "opened": annotated(mostly(*texts)),
                    "one": annotated(const(texts[1])),
                    "pieces": annotated(array(annotated(ref("Pieces")))),
                    "mapped": annotated({"type": "object", "additionalProperties": annotated(ref("Names"))}),
                    "odd": {"enum": [*texts, 1, True, None, 1.5, {texts[0]: texts[1]}]},
                },
            }
        ),
        **{f"Piece{i}": annotated(entity("kind", kind=const(value))) for i, value in enumerate(texts)},
        "Pieces": annotated(
            {
                "oneOf": [ref(f"Piece{i}") for i in range(len(texts))],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {
                        value: f"#/components/schemas/Piece{i}" for i, value in enumerate(texts) if value
                    },
                },
            }
        ),
        "Tagged": annotated(
            {
                "oneOf": [ref("Names"), ref("Leaf")],
                "discriminator": {
                    "propertyName": texts[2],
                    "mapping": {texts[3]: "#/components/schemas/Names"},
                },
            }
        ),
        "Params": annotated({"type": "object", "properties": fields}),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": text(), "version": text(), "description": text()},
        "servers": [{"url": texts[0], "description": text()}],
        "paths": {
            f"/v1/path{i}": {
                "post": {
                    "operationId": f"operation {i}",
                    "tags": ["tag", text()],
                    "summary": text(),
                    "description": value,
                    "parameters": [
                        {
                            "name": "plain",
                            "in": "query",
                            "description": text(),
                            "schema": annotated({"type": "string", "enum": texts}),
                        }
                    ],
                    "requestBody": {
                        "description": text(),
                        "content": {"application/json": {"schema": ref("Params"), "example": text()}},
                    },
                    "responses": {
                        "200": {
                            "description": text(),
                            "headers": {text(): {"schema": {"type": "string"}}},
                            "content": {
                                text(): {"schema": ref("Leaf")},
                                "application/json": {"schema": ref("Values")},
                            },
                        },
                    },
                }
            }
            for i, value in enumerate(texts)
        },
        "components": {"schemas": schemas, "securitySchemes": {text(): {"type": "http", "scheme": text()}}},
        "tags": [{"name": text(), "description": text()}],
    }


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the package of a contract whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    contract = folder / "contract.json"
    contract.write_text(json.dumps(contract_of(PAYLOADS, PAYLOADS)), encoding="utf-8")
    done = command(contract, folder / "out")
    assert done.returncode == 0, done.stderr
    return folder


#: Imports every module, reads and writes every class; exits if a file is opened for writing or a process started.
_PROGRAM = """
import importlib, json, os, pkgutil, sys
import attrs, httpx, typing  # Imported before the audit hook is installed.

def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event in ("os.system", "subprocess.Popen", "os.exec", "os.posix_spawn", "socket.connect"):
        print(event, arguments)
        os._exit(3)

sys.dont_write_bytecode = True
sys.addaudithook(watch)
import aimlkit_api
for module in pkgutil.walk_packages(aimlkit_api.__path__, "aimlkit_api."):
    importlib.import_module(module.name)
from aimlkit_api import models, params
texts, values = json.loads(sys.stdin.read())
for name in models.MODULES:
    thing = getattr(models, name)
    if isinstance(thing, type):
        source = {text: {"kind": text, text: [text]} for text in texts} | values
        model = thing.from_dict(source)
        assert model.to_dict() == source, name
        repr(model)
source = {"pieces": [{"kind": text} for text in texts], "mapped": {text: {text: {}} for text in texts}}
model = models.Values.from_dict(source)
assert [type(piece).__name__ for piece in model.pieces] == [f"Piece{i}" for i in range(len(texts))]
assert model.to_dict() == source
for name in dir(params):
    if typing.is_typeddict(getattr(params, name)):
        typing.get_type_hints(getattr(params, name))
print("done")
"""


def test_hostile_contract_runs_no_code(hostile: Path, tmp_path: Path) -> None:
    source = f"import sys; sys.path.insert(0, {str(hostile / 'out')!r})\n{_PROGRAM}"
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", source],
        input=json.dumps([PAYLOADS, {"closed": PAYLOADS, "kind": [], "pieces": None}]),
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.stdout, done.returncode) == ("done\n", 0), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_hostile_contract_writes_only_into_its_folder(hostile: Path) -> None:
    assert sorted(path.name for path in hostile.iterdir()) == ["contract.json", "out"]
    assert sorted(path.name for path in (hostile / "out").iterdir()) == [PACKAGE]
    names = set(files_of(hostile / "out" / PACKAGE))
    assert all(name.isascii() and ".." not in name for name in names)
    assert {name for name in names if name.startswith("api/")} == {
        "api/__init__.py",
        "api/tag/__init__.py",
        *(f"api/tag/operation_{i}.py" for i in range(len(PAYLOADS))),
    }
    assert not Path("/tmp/canary").exists()


def _skeleton(source: bytes) -> str:
    """Return the syntax tree of a module without the contents of its strings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            node.body = [part for part in node.body if not _is_text(part)]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_hostile_contract_generates_same_code_as_harmless_one(tmp_path: Path) -> None:
    # The names of properties become attributes, so they are the same in both; all else is not.
    for folder, texts in (("hostile", PAYLOADS), ("harmless", HARMLESS)):
        (tmp_path / folder).mkdir()
        generate(write(tmp_path / folder, contract_of(texts, HARMLESS)), tmp_path / folder)
    hostile, harmless = files_of(tmp_path / "hostile" / PACKAGE), files_of(tmp_path / "harmless" / PACKAGE)
    assert hostile.keys() == harmless.keys()
    # Tagged selects by a property, whose name is a string; in the harmless contract no schema has it.
    for name in hostile.keys() - {"py.typed"}:
        assert _skeleton(hostile[name]) == _skeleton(harmless[name]), name


def test_hostile_contract_generates_printable_source(hostile: Path) -> None:
    for name, content in files_of(hostile / "out" / PACKAGE).items():
        text = content.decode("utf-8")
        assert all(c.isprintable() or c == "\n" for c in text), name


def test_hostile_values_are_literals(hostile: Path, run: Callable[..., str]) -> None:
    program = """
import json, typing
from aimlkit_api import BASE_URL, types
from aimlkit_api.models import Names, Pieces, Values
hints = typing.get_type_hints(Values, {**vars(typing), **vars(types), **globals()})
print(json.dumps([BASE_URL, typing.get_args(typing.get_args(hints["closed"])[0])]))
"""
    base, values = json.loads(run(program, hostile / "out"))
    assert base == PAYLOADS[0]
    assert values == PAYLOADS


def _with(change: Callable[[Any], None]) -> Any:
    contract = copy.deepcopy(CONTRACT)
    change(contract)
    return contract


def _named(name: str, schema: Any = None) -> Any:
    return _with(lambda c: c["components"]["schemas"].update({name: schema or entity(a={})}))


def _operation(path: str, **operation: Any) -> Any:
    return _with(lambda c: c["paths"].update({path: {"get": {"responses": {}, **operation}}}))


def _get(**parameter: Any) -> Any:
    return _operation("/v1/x/{x}", parameters=[{"in": "path", "required": True, "schema": {}, **parameter}])


SCHEMA = "#/components/schemas/"
NAMES = "is not a name for a class"
UNRESOLVED = "refers to no schema of the contract"


@pytest.mark.parametrize(
    ("contract", "location", "message"),
    [
        *(
            (_named(name), f"contract.json{SCHEMA}", NAMES)
            for name in ("lower", "A-b", "A b", "A.b", "_A", "", "1A")
        ),
        *(
            (_named(name), f"contract.json{SCHEMA}", NAMES)
            for name in ("A" * (MAX_LENGTH_WITH_MODEL + 1), "\u00c4", "\uff21b", "A\u0301")
        ),
        *(
            (_named(name), f"contract.json{SCHEMA}", NAMES)
            for name in ("../A", "A\n", "A/b", f"A{PAYLOADS[0]}")
        ),
        (_named("USAGE"), f"contract.json{SCHEMA}USAGE", "differs from Usage only in case"),
        (_named("Model"), f"contract.json{SCHEMA}Model", "the generated code reserves"),
        (_named("UNSET"), f"contract.json{SCHEMA}UNSET", "the generated code reserves"),
        (_named("X1y2"), f"contract.json{SCHEMA}X1y2", "openapi-python-client"),
        (_named("Exception"), f"contract.json{SCHEMA}Exception", "the generated code reserves"),
        (_named("A", ref("Nowhere")), f"contract.json{SCHEMA}A/$ref", UNRESOLVED),
        (_named("A", {"$ref": ["Usage"]}), f"contract.json{SCHEMA}A/$ref", UNRESOLVED),
        (_named("A", {"$ref": "https://example.test/x"}), f"contract.json{SCHEMA}A/$ref", UNRESOLVED),
        (_named("A", {"$ref": f"{SCHEMA}Usage/properties/x"}), f"contract.json{SCHEMA}A/$ref", UNRESOLVED),
        (
            _named("A", {"properties": {"a/b\n": array(ref("Nowhere"))}}),
            f"contract.json{SCHEMA}A/properties/a~1b\\x0a/items/$ref",
            UNRESOLVED,
        ),
        (
            _named(
                "A", {"oneOf": [ref("Usage")], "discriminator": {"propertyName": "x", "mapping": {"y": "No"}}}
            ),
            f"contract.json{SCHEMA}A/discriminator/mapping",
            UNRESOLVED,
        ),
        (_operation("/v1/{x}/{0.__class__}"), "contract.json#/paths/", "is not a valid path"),
        (_operation("/v1/x\n"), "contract.json#/paths/", "is not a valid path"),
        (_operation("/v1/{"), "contract.json#/paths/", "is not a valid path"),
        (_operation("/v1/\u202ex"), "contract.json#/paths/", "is not a valid path"),
        (_operation("/v1/x/{x}"), "openapi-python-client", "Incorrect path templating"),
        (
            _operation("/v1/x", responses={"2000": {}}),
            "contract.json#/paths/~1v1~1x/get/responses/2000",
            "not an HTTP status",
        ),
        (
            _operation("/v1/x", operationId="create_response"),
            "contract.json#/paths",
            "two operations have the name",
        ),
        (
            _operation("/v1/x", operationId="Create../response"),
            "contract.json#/paths",
            "two operations have the name",
        ),
        (
            _operation("/v1/x", requestBody={"content": {"text/plain": {"schema": {}}}}),
            "contract.json#/paths/~1v1~1x/get/requestBody",
            "is not JSON",
        ),
        (
            _operation("/v1/x", requestBody={"$ref": "#/components/requestBodies/No"}),
            "contract.json#/paths/~1v1~1x/get/requestBody/$ref",
            "does not resolve",
        ),
        (_get(name="quote"), "openapi-python-client", "Incorrect path"),
        (
            _get(name="\uff58"),
            "contract.json#/paths/~1v1~1x~1{x}/get/parameters/0/name",
            "has no usable name",
        ),
        (_get(), "contract.json#/paths/~1v1~1x~1{x}/get/parameters/0/name", "has no usable name"),
        (
            _get(name="x", **{"in": "elsewhere"}),
            "contract.json#/paths/~1v1~1x~1{x}/get/parameters/0/in",
            "is not one of path, query, header and cookie",
        ),
        (
            _operation("/v1/x", parameters=[{"name": "quote", "in": "query"}]),
            "contract.json#/paths",
            "has a parameter quote",
        ),
    ],
)
def test_generate_raises_one_line_error_with_location(
    tmp_path: Path, contract: Any, location: str, message: str
) -> None:
    with pytest.raises(PipelineError) as caught:
        generate(write(tmp_path, contract), tmp_path)
    error = str(caught.value)
    assert error.startswith(location), error
    assert message in error
    assert error.isprintable()
    assert not (tmp_path / PACKAGE).exists()


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"[]", b"{}", b'{"openapi": "2.0"}', b"\xff", b"[" * 100000]
)
def test_generate_raises_one_line_error_if_file_is_no_contract(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "contract.json").write_bytes(content)
    with pytest.raises(PipelineError, match=r"^contract\.json") as caught:
        generate(tmp_path / "contract.json", tmp_path)
    assert str(caught.value).isprintable()
    assert not (tmp_path / PACKAGE).exists()


def test_generate_accepts_empty_contract(tmp_path: Path, run: Callable[..., str]) -> None:
    generate(write(tmp_path, {"openapi": "3.1.0", "info": {}, "paths": {}}), tmp_path)
    assert (
        run("from aimlkit_api import models, params, Client; print(models.__all__)", tmp_path)
        == f"{missing_names('models', [])}\n"
    )  # placeholders only


def test_generate_accepts_the_longest_name_of_a_schema(tmp_path: Path, run: Callable[..., str]) -> None:
    # An underscore between any two characters makes the longest name of a file.
    name = ("A1" * MAX_LENGTH_WITH_MODEL)[: MAX_LENGTH_WITH_MODEL - 1] + "a"
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(_named(name)), encoding="utf-8")
    generate(contract, tmp_path)
    assert max(len(path.name) for path in (tmp_path / PACKAGE / "models").iterdir()) <= 255
    assert run(f"from {PACKAGE}.models import {name}\nprint({name}.__name__)", tmp_path).strip() == name


def test_generate_time_is_bounded_for_nested_unions(tmp_path: Path) -> None:
    # Without bounds, each level and each property would at least double the work.
    values = [f"v{i}" for i in range(20)]
    schemas: dict[str, Any] = {
        f"Many{number}": {
            "type": "object",
            "properties": {f"p{i}": some(*values[(i + number) % 10 :]) for i in range(20)},
        }
        for number in range(12)
    }
    schemas["Union0"] = {"oneOf": [ref(f"Many{number}") for number in range(12)]}
    for number in range(1, 40):
        inner = ref(f"Union{number - 1}")
        schemas[f"Union{number}"] = {"anyOf": [inner, {"anyOf": [inner, {"type": "null"}]}]}
    contract = {"openapi": "3.1.0", "info": {}, "paths": {}, "components": {"schemas": schemas}}
    assert generate(write(tmp_path, contract), tmp_path).classes == 12


@given(st.text())
@example('"')
@example("\\")
@example('ends with "')
@example('"""')
@example('\\\\"""\\')
@example("\ud800")
@example("a\n\nb\u2028c")
@example("{{ x }}{% y %}")
def test_docstring_holds_any_text(text: str) -> None:
    written = docstring(text, 4)
    if not written:
        assert not [c for c in text if c.isprintable() and not c.isspace()]
        return
    tree = ast.parse(f"class A:\n    {written}\n    x: int\n")
    (holder,) = tree.body
    assert isinstance(holder, ast.ClassDef)
    assert len(holder.body) == 2
    content = ast.get_docstring(holder)
    assert content is not None
    assert all(c.isprintable() or c == "\n" for c in content)
    assert set(content.split()) <= {
        "".join(c for c in word if c.isprintable()) for word in _normal(text).split()
    }


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@given(st.text() | st.integers() | st.booleans() | st.none())
@example("\ud800\u202e\x00'\"\\\n{{ x }}")
def test_literal_evaluates_to_its_value(value: Any) -> None:
    written = literal(value)
    assert written.isascii()
    assert written.isprintable()
    assert ast.literal_eval(written) == value


@given(st.lists(st.text() | st.sampled_from([*PAYLOADS, "a_", "a-", "a", "self", "Usage"]), unique=True))
def test_attribute_names_are_distinct_identifiers(names: list[str]) -> None:
    attributes = attribute_names(names, {"Usage"})
    assert list(attributes) == names
    assert len(set(attributes.values())) == len(names)
    for attribute in attributes.values():
        assert attribute.isidentifier()
        assert attribute.isascii()
        assert not keyword.iskeyword(attribute)
        assert not attribute.startswith("_")
        assert attribute not in ("self", "Usage", "to_dict", "from_dict", "str")
