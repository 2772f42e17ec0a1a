"""A small contract that covers every construct of the real one."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

STRING: Json = {"type": "string"}
INTEGER: Json = {"type": "integer"}
NUMBER: Json = {"type": "number"}
NULLABLE_STRING: Json = {"type": ["string", "null"]}
NULL: Json = {"type": "null"}
ANYTHING: Json = {}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Json) -> Json:
    return {"anyOf": [schema, NULL]}


def array(items: Json) -> Json:
    return {"type": "array", "items": items}


def const(value: str) -> Json:
    return {"type": "string", "const": value}


def some(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


def mostly(*values: str) -> Json:
    return {"type": "string", "x-extensible-enum": list(values)}


def role(name: str, schema: Json) -> Json:
    return {**schema, "x-role": name}


def one_of(*names: str, tag: str | None = None, mapping: dict[str, str] | None = None) -> Json:
    union: Json = {"oneOf": [ref(name) for name in names]}
    if tag:
        targets = {value: f"#/components/schemas/{name}" for value, name in (mapping or {}).items()}
        union["discriminator"] = {"propertyName": tag, "mapping": targets}
    return union


def entity(required: str = "", closed: bool = False, about: str = "", **properties: Any) -> Json:
    """Return an object schema. An underscore at the end of a property's name is not part of it."""
    schema: Json = {
        "type": "object",
        "properties": {name.rstrip("_"): value for name, value in properties.items()},
    }
    if required:
        schema["required"] = required.split()
    if closed:
        schema["additionalProperties"] = False
    if about:
        schema["description"] = about
    return schema


def _request(model: str, **more: Any) -> Json:
    return entity(
        "model input",
        closed=True,
        model={**const(model), "description": "The model."},
        input={"anyOf": [STRING, array(ref("InputItem"))], "description": "The input."},
        metadata={"anyOf": [{"type": "object", "additionalProperties": STRING}, NULL]},
        temperature={"type": ["number", "null"], "minimum": 0, "maximum": 2, "default": 1},
        stream={"type": ["boolean", "null"]},
        tools=array(ref("FunctionCall")),
        text=ref("TextConfig"),
        **more,
    )


SCHEMAS: Json = {
    # Chat
    "ChatCompletionCreateParams": entity(
        "messages model",
        closed=True,
        about="What a chat request takes.",
        messages={**array(ref("ChatMessageParam")), "minItems": 1},
        model=const("tiny"),
        effort={**some("low", "high"), "default": "low", "description": "The effort."},
        stop={"anyOf": [STRING, array(STRING), NULL]},
        logit_bias={"type": "object", "additionalProperties": NUMBER},
        extra=ANYTHING,
        verbosity={"type": ["string", "null"], "enum": ["low", "high", None]},
        response_format={**ref("TextPart"), "x-output-format": True},
    ),
    "ChatMessageParam": one_of(
        "SystemMessage", "UserMessage", tag="role", mapping={"system": "SystemMessage", "user": "UserMessage"}
    ),
    "SystemMessage": entity("content role", closed=True, content=STRING, role=const("system")),
    "UserMessage": entity(
        "content role",
        closed=True,
        content={"anyOf": [STRING, array(ref("ContentPart"))]},
        role=const("user"),
        name=STRING,
        quoted=nullable(ref("Contents")),
    ),
    "Contents": {"anyOf": [STRING, array(ref("ContentPart"))]},
    "ContentPart": one_of("TextPart", "ImagePart"),
    "TextPart": entity("text type", closed=True, text=STRING, type=const("text")),
    "ImagePart": entity("image_url type", closed=True, image_url=ref("ImageLink"), type=const("image_url")),
    "ImageLink": entity("url", closed=True, url={**STRING, "format": "uri"}),
    "ChatCompletion": entity(
        "choices created id model object",
        about="The response to a chat request.",
        choices=array(ref("ChatCompletionChoice")),
        created=INTEGER,
        id=STRING,
        model=STRING,
        object=const("chat.completion"),
        usage=nullable(ref("Usage")),
        meta=ref("Meta"),
    ),
    "ChatCompletionChoice": entity(
        "finish_reason index message",
        finish_reason=mostly("stop", "length"),
        index=INTEGER,
        message=ref("ChatCompletionMessage"),
    ),
    "ChatCompletionMessage": entity(
        "content role",
        content={**NULLABLE_STRING, "description": "What it says."},
        role=const("assistant"),
        tool_calls={"type": ["array", "null"], "items": ref("ToolCall")},
    ),
    "ToolCall": entity("function id type", function=ref("CalledFunction"), id=STRING, type=const("function")),
    "CalledFunction": entity("arguments name", arguments=STRING, name=STRING),
    "Usage": entity("total_tokens", total_tokens=INTEGER, details=nullable(ref("UsageDetails"))),
    "Meta": entity(cost=nullable(ref("Cost"))),
    "Cost": entity(usd=role("cost-usd", NUMBER), credits=role("credits", NUMBER)),
    "UsageDetails": entity(cached_tokens=INTEGER),
    "ChatCompletionChunk": entity(
        "choices id",
        choices=array(ref("ChunkChoice")),
        id=STRING,
        usage=nullable(ref("Usage")),
    ),
    "ChunkChoice": entity("delta index", delta=ref("Delta"), index=INTEGER, finish_reason=NULLABLE_STRING),
    "Delta": entity(content=NULLABLE_STRING, role=mostly("assistant")),
    # Responses
    "MiniResponseCreateParams": _request("mini", effort=some("low", "high")),
    "ProResponseCreateParams": {
        **_request("pro", background={"type": "boolean"}),
        "required": ["model", "input", "background"],
    },
    "ResponseCreateParams": {
        **one_of(
            "MiniResponseCreateParams",
            "ProResponseCreateParams",
            tag="model",
            mapping={"mini": "MiniResponseCreateParams", "pro": "ProResponseCreateParams"},
        ),
        "description": "What a Responses request takes.",
    },
    "TextConfig": entity(format={**ref("TextPart"), "x-output-format": True}),
    # Three messages have the same type, and there is no discriminator.
    "InputItem": {
        "anyOf": [
            ref("EasyMessage"),
            ref("InputMessage"),
            ref("OutputMessage"),
            ref("FunctionCall"),
            ref("ItemReference"),
        ]
    },
    "EasyMessage": entity(
        "content role", content=STRING, role=some("user", "system", "assistant"), type=const("message")
    ),
    "InputMessage": entity(
        "content role status",
        content=array(ref("ContentPart")),
        role=some("user", "system"),
        status=STRING,
        type=const("message"),
    ),
    "ItemReference": entity("id", id=STRING, type={"anyOf": [const("item_reference"), NULL]}),
    "Response": entity(
        "id object output",
        about="The response to a Responses request.",
        id=STRING,
        object=const("response"),
        output=nullable(array(ref("OutputItem"))),
        status=mostly("completed", "failed"),
        error=nullable(ref("ResponseError")),
        metadata={"type": ["object", "null"], "additionalProperties": STRING},
        labels={"type": "object", "additionalProperties": ref("Usage")},
        tool_choice={"anyOf": [mostly("auto", "none"), ref("ToolCall"), ref("ItemReference")]},
        filters=ref("Filter"),
        grid=array(array(ref("TextPart"))),
        instructions={"anyOf": [STRING, array(ref("InputItem")), NULL]},
        anything=ANYTHING,
    ),
    "ResponseError": entity("message", message=STRING, code=NULLABLE_STRING),
    "OutputItem": one_of(
        "OutputMessage",
        "Reasoning",
        "FunctionCall",
        "SearchCall",
        tag="type",
        mapping={
            "message": "OutputMessage",
            "reasoning": "Reasoning",
            "function_call": "FunctionCall",
            # A type that is itself a union of two.
            "search_call": "SearchCall",
        },
    ),
    "OutputMessage": entity(
        "content id role status type",
        content=array(ref("OutputContent")),
        id=STRING,
        role=const("assistant"),
        status=mostly("completed"),
        type=const("message"),
    ),
    "OutputContent": one_of("OutputText", "Refusal"),
    "OutputText": entity("text type", text=STRING, type=const("output_text"), annotations=array(ANYTHING)),
    "Refusal": entity("refusal type", refusal=STRING, type=const("refusal")),
    "Reasoning": entity("id type", id=STRING, summary=array(ref("TextPart")), type=const("reasoning")),
    "FunctionCall": entity(
        "arguments call_id name type",
        arguments=STRING,
        call_id=STRING,
        name=STRING,
        type=const("function_call"),
    ),
    "SearchCall": one_of("WebSearchCall", "FileSearchCall"),
    "WebSearchCall": entity("query type", query=STRING, type=const("search_call")),
    "FileSearchCall": entity("files type", files=array(STRING), type=const("search_call")),
    "Filter": one_of("Comparison", "Compound"),
    "Comparison": entity("key type value", key=STRING, type=some("eq", "ne"), value=ANYTHING),
    "Compound": entity("filters type", filters=array(ref("Filter")), type=some("and", "or")),
    "StreamEvent": one_of(
        "CreatedEvent", "TextDeltaEvent", "TextDoneEvent", "ArgumentsDeltaEvent", "ErrorEvent"
    ),
    "CreatedEvent": entity("response type", response=ref("Response"), type=const("response.created")),
    "TextDeltaEvent": {
        **entity(
            "delta type",
            delta=STRING,
            logprobs=array(ref("Usage")),
            sequence_number=INTEGER,
            type=const("response.output_text.delta"),
        ),
        "x-accumulates": {"item": "message", "list": "content", "part": "output_text", "field": "text"},
        "x-client-class": True,
    },
    "TextDoneEvent": entity("text type", text=STRING, type=const("response.output_text.done")),
    "ArgumentsDeltaEvent": {
        **entity("delta type", delta=STRING, type=const("response.function_call_arguments.delta")),
        "x-accumulates": {"item": "function_call", "field": "arguments"},
    },
    "ErrorEvent": {**entity("message type", message=STRING, type=const("error")), "x-terminal": True},
    # The rest
    "Error": entity(
        message=role("error-message", STRING),
        statusCode=role("status", STRING),
        path=role("error-path", STRING),
        requestId=role("request-id", STRING),
    ),
    "Tags": array(STRING),
    "UsageByName": {"type": "object", "additionalProperties": ref("Usage")},
    "Json": {"anyOf": [STRING, array(ref("Json"))]},
    "Odd": {
        "type": "object",
        "description": "Names that Python has other uses for.",
        "required": ["class"],
        "properties": {
            name: {"anyOf": [ref("Usage"), STRING]}
            for name in (
                *("class", "class_", "to_dict", "from_dict", "self", "list", "str", "Usage", "Literal"),
                *("top-level", "@type", "", "1st", "ünï", "_private", "__init__", "__class__", "a b", "mro"),
                *("by_tag", "UNSET", "Model", "$ref", "json:to_dict", "object", "type", "None"),
            )
        },
    },
    "OddParams": {
        "type": "object",
        "required": ["model", "class"],
        "properties": {
            "model": STRING,
            "class": STRING,
            "top-level": {**STRING, "description": "A key that no class can have."},
            "__mangled": INTEGER,
        },
    },
}

_ERRORS: Json = {
    status: {"description": "The request failed.", "content": {"application/json": {"schema": ref("Error")}}}
    for status in ("400", "4XX", "500")
}


def _stream(name: str) -> Json:
    data = {"type": "string", "contentMediaType": "application/json", "contentSchema": ref(name)}
    event = {"type": "object", "properties": {"data": {"oneOf": [data, {"const": "[DONE]"}]}}}
    return {"text/event-stream": {"schema": event}}


def _operation(name: str, body: str | None, responses: Json, **more: Any) -> Json:
    operation: Json = {
        "operationId": name,
        "tags": ["Model responses"],
        "responses": {**responses, **_ERRORS},
        **more,
    }
    if body:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": ref(body)}}}
    return operation


def _success(name: str, stream: str | None = None) -> Json:
    content: Json = {"application/json": {"schema": ref(name)}, **(_stream(stream) if stream else {})}
    return {"200": {"description": "The response.", "content": content}}


_ID: Json = {"name": "response-id", "in": "path", "required": True, "schema": STRING}

CONTRACT: Json = {
    "openapi": "3.1.0",
    "info": {"title": "Fixture", "version": "1"},
    "servers": [{"url": "https://api.example.test"}],
    "security": [{"bearer": []}],
    "x-headers": {
        "inference-id": "x-inference-id",
        "request-id": ["x-request-id", "cf-ray"],
        "client-request-id": "x-trace",
        "cost-usd": "x-cost",
        "credits": "x-credits",
        "retry-after": "retry-after",
        "retry-after-milliseconds": "retry-after-ms",
        "should-retry": "x-should-retry",
    },
    "paths": {
        "/v1/chat/completions": {
            "post": _operation(
                "createChatCompletion",
                "ChatCompletionCreateParams",
                _success("ChatCompletion", "ChatCompletionChunk"),
                tags=["chat"],
                description="Create a chat completion.",
            )
        },
        "/v1/responses": {
            "post": _operation("create_response", "ResponseCreateParams", _success("Response", "StreamEvent"))
        },
        "/v1/responses/{response-id}": {
            "parameters": [_ID],
            "get": _operation(
                "get response",
                None,
                _success("Response"),
                parameters=[
                    {"name": "include[]", "in": "query", "schema": STRING},
                    {
                        "name": "X-Trace",
                        "in": "header",
                        "schema": {**STRING, "minLength": 2, "maxLength": 9, "pattern": "^[a-z]+$"},
                    },
                ],
            ),
            "delete": _operation(
                "delete_response", None, {"204": {"description": "The response is deleted."}}, security=[]
            ),
        },
        "/v1/events": {"get": _operation("last_event", None, _success("StreamEvent"))},
        "/v2/odd": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": ref("OddParams")}}},
                "responses": {"201": {"description": "Older documents say no more."}},
            }
        },
    },
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
    },
}
