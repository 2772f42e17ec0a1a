"""Names that the generated code uses itself, so that no schema can have one of them."""

#: Names that the modules of models import. No schema may have one of them.
RESERVED = frozenset(
    {
        "Any",
        "ArrayOf",
        "AttributeNames",
        "AuthenticatedClient",
        "Callable",
        "ClassVar",
        "Client",
        "FieldReaders",
        "JsonValue",
        "Literal",
        "Model",
        "TypeAlias",
        "UNSET",
        "Unknown",
        "Unset",
    }
)
