"""Which machines may be asked."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.collect.addresses import is_public, resolve


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_machines_that_the_whole_internet_reaches_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0", "169.254.169.254",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "2002:7f00:1::", "2002:a9fe:a9fe::1", "64:ff9b:1::1", "2606:4700::1%1", "localhost", "", "8.8.8",
    ],
)  # fmt: skip
def test_private_local_shared_and_special_machines_are_not(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_judged_by_itself(ip):
    for outside in (f"::ffff:{ip}", f"64:ff9b::{ip}", f"2002:{int(ip) >> 16:x}:{int(ip) & 0xFFFF:x}::1"):
        assert is_public(outside) == is_public(str(ip))


def test_a_name_without_machine_is_an_error(names):
    names["news.example"] = ["93.184.216.34", "93.184.216.34", "2606:4700::1111"]
    assert resolve("news.example", 443, 1.0) == ["93.184.216.34", "2606:4700::1111"]
    with pytest.raises(OSError, match="has no address"):
        resolve("nowhere.example", 443, 1.0)


def test_a_name_service_that_does_not_answer_is_not_waited_for(monkeypatch):
    free = threading.Event()
    monkeypatch.setattr("claimant.collect.addresses.getaddrinfo", lambda *_, **__: free.wait(5) and [])
    with pytest.raises(TimeoutError):
        resolve("slow.example", 80, 0.05)
    free.set()
