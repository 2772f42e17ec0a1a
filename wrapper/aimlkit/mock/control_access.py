"""Access to the control endpoints: for programs on this machine, and for others with the control token."""

import base64
import binascii
import hmac
import ipaddress
from urllib.parse import urlsplit

from starlette.requests import Request

from aimlkit.mock.errors import HTTPError
from aimlkit.mock.sample_text import excerpt


def is_loopback(host: str) -> bool:
    """Return whether the address belongs to this machine."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


def check_sender(request: Request, token: str | None) -> None:
    """Raise HTTPError with status 403 unless the request may control the mock.

    It may if it has the token. Otherwise it has to be sent on this machine, and by no foreign web page. A page can be
    served under a name that then resolves to this machine (DNS rebinding). Its requests have that name in the header
    `Host`, and the origin of the page in `Origin`.
    """
    if token is not None and _has_token(request, token):
        return
    if not (request.client and is_loopback(request.client.host)):
        hint = "" if token is None else "; others need the header Authorization: Bearer TOKEN"
        raise HTTPError(403, f"the control endpoints accept requests from this machine only{hint}")
    host = request.headers.get("host", "")
    if not _names_this_machine(f"//{host}"):
        raise HTTPError(403, f"the Host of a control endpoint is localhost or 127.0.0.1, not {excerpt(host)}")
    origin = request.headers.get("origin")
    if origin is not None and not _names_this_machine(origin):
        raise HTTPError(403, f"a page of {excerpt(origin)} must not use the control endpoints")


def check_visitor(request: Request, token: str | None) -> None:
    """Raise HTTPError unless the request may control the mock.

    The status is 401 on another machine, if there is a token: a browser then asks for a name and a password, which is
    the token, and sends it with all further requests to this server.
    """
    try:
        check_sender(request, token)
    except HTTPError as error:
        if token is not None and not (request.client and is_loopback(request.client.host)):
            challenge = {"WWW-Authenticate": 'Basic realm="aimlkit mock", charset="UTF-8"'}
            raise HTTPError(
                401, "the password is the control token; the name does not matter", challenge
            ) from error
        raise


def _has_token(request: Request, token: str) -> bool:
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return hmac.compare_digest(sent.strip().encode(), token.encode())
    if scheme.lower() == "basic" and _is_same_origin(request):
        return hmac.compare_digest(_password(sent), token.encode())
    return False


def _is_same_origin(request: Request) -> bool:
    """Return whether a page of this server sent a request, or none: browsers add passwords to those of any page."""
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


def _password(credentials: str) -> bytes:
    """Return the password in the credentials of Basic authentication (RFC 7617); empty if there is none."""
    try:
        return base64.b64decode(credentials.strip(), validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return b""


def _names_this_machine(url: str) -> bool:
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return name == "localhost" or name.endswith(".localhost") or is_loopback(name)
