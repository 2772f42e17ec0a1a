"""Media types in one form: neither case, nor the order of parameters, nor an implied charset matters."""

import re

#: Parameters that say nothing: JSON, server-sent events and URL-encoded forms are always UTF-8.
_IMPLIED = ("charset=utf-8", "charset=utf8")

#: Quotation marks and spaces around a value.
_OUTER_QUOTES = re.compile(r'\A[\s"]+|[\s"]+\Z')


def normal_media_type(text: str) -> str:
    """Return `text` in lower case, without the parameters that are implied, and the others sorted.

    `Application/JSON; charset="UTF-8"` is `application/json`. Values of parameters keep their case (RFC 9110, section
    8.3.1), but for that of `charset`.
    """
    essence, *parameters = (part.strip() for part in text.split(";"))
    remaining = {normal for part in parameters if (normal := _parameter(part)) and normal not in _IMPLIED}
    return ";".join([essence.lower(), *sorted(remaining)])


def is_json(media_type: str) -> bool:
    """Return whether bodies of a normal media type are JSON (RFC 6839, section 3.1)."""
    essence = media_type.partition(";")[0]
    return essence == "application/json" or essence.endswith("+json")


def _parameter(text: str) -> str:
    name, _, value = text.partition("=")
    name, value = name.strip().lower(), _OUTER_QUOTES.sub("", value)
    return f"{name}={value.lower() if name == 'charset' else value}" if name else ""
