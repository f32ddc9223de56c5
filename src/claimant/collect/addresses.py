"""Which machines may be asked: only those that the whole internet can reach (against server-side request forgery)."""

from __future__ import annotations

import ipaddress
import threading
from socket import SOCK_STREAM, getaddrinfo

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291; nothing else is handed out for public use


def is_public(address: str) -> bool:
    """Whether an IP address is one unicast machine on the public internet.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64) are judged by themselves, because that is where the
    packets go. Scoped addresses ("fe80::1%eth0") and what is no address are not public.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast and not ip.is_reserved
    if ip.scope_id:
        return False
    inner = ip.ipv4_mapped or ip.sixtofour
    if ip in _NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(str(inner))
    return ip in _GLOBAL_UNICAST and ip.is_global


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host, in the system's order, without repetition.

    Raises OSError where it has none, TimeoutError after `seconds`. The system's resolver takes no time limit, so it
    is asked on a thread of its own, which is left behind where it does not answer.
    """
    answer: list[str] = []
    problem: list[Exception] = []

    def ask() -> None:
        try:
            found = getaddrinfo(host, port, type=SOCK_STREAM)
            answer.extend(dict.fromkeys(str(each[4][0]) for each in found))
        except (OSError, UnicodeError) as error:
            problem.append(error)

    thread = threading.Thread(target=ask, daemon=True, name="claimant-resolve")
    thread.start()
    thread.join(max(seconds, 0.001))
    if thread.is_alive():
        raise TimeoutError(f"no answer about {host}")
    if problem or not answer:
        raise OSError(f"{host} has no address")
    return answer
