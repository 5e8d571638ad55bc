"""What strangers name is fetched from public addresses only, within its bounds, or refused."""

import asyncio
import gzip
import socket
import time
import tracemalloc
import zlib

import pytest

from bot.articles.links.fetching import PUBLIC, Fetcher
from bot.errors import (
    LinkForbidden,
    LinkGone,
    LinkLocked,
    LinkNotPage,
    LinkTooLarge,
    LinkTooSlow,
    LinkUnreachable,
)
from tests.articles.links.site import answer, packed, redirect, rows

KINDS = ("text/html", "text/plain")
PAGE = "<p>خبر</p>"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://LOCALHOST./",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://2130706433/",
        "http://127。0。0。1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://0/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.0.0.9/",
        "http://192.0.0.192/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::]/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:7f00:1]/",
        "http://[2002:a00:1::]/",
        "http://[64:ff9b::a00:1]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[2001:0:a00:1::]/",
        "http://[2001:0:808:808:0:0:f5ff:fffe]/",
        "http://[fc00::1]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[4000::1]/",
        "file:///etc/passwd",
        "gopher://news.example/",
        "ftp://news.example/",
        "javascript:alert(1)",
        "data:text/html,<p>x",
        "//news.example/",
        "خبر",
        "",
        "http://",
        "http://news.example:22/",
        "http://news.example:8080/",
        "https://news.example:80443/",
        "http://user:password@news.example/",
        "http://news.example@127.0.0.1/",
        "http://127.0.0.1#@news.example/",
        "http://127.0.0.1\\@news.example/",
        "http://news.example\r\nHost: x/",
        "http://a..b/",
        "http://" + "a" * 300 + ".example/",
        "http://news.example/" + "a" * 9_000,
    ],
)
async def test_what_is_no_public_page_is_refused_without_a_connection(site, url):
    def resolver(host, port, *_):
        try:
            return rows(site.port, host)
        except ValueError:
            return rows(site.port, "127.0.0.1")  # what the system makes of localhost and of 0x7f000001

    with pytest.raises(LinkForbidden):
        await Fetcher(PUBLIC, resolver).fetch(url, KINDS)
    assert site.asked == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["93.184.216.34", "10.0.0.1"],
        ["10.0.0.1", "93.184.216.34"],
        ["93.184.216.34", "::1"],
        ["2606:4700::1111", "2002:a00:1::"],
        ["64:ff9b::7f00:1"],
        ["::ffff:169.254.169.254"],
    ],
)
async def test_a_name_with_one_address_that_is_not_public_is_refused(site, addresses):
    with pytest.raises(LinkForbidden):
        await Fetcher(PUBLIC, lambda *_: rows(site.port, *addresses)).fetch("http://news.example/", KINDS)
    assert site.asked == []


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to(site):
    site.pages["/"] = answer(PAGE)
    answers = iter([rows(site.port, "127.0.0.1"), rows(site.port, "127.0.0.2")])  # the second is what a rebinder gives
    local = site.fetcher()._policy

    fetched = await Fetcher(local, lambda *_: next(answers)).fetch("http://news.example/", KINDS)

    assert fetched.content.decode() == PAGE
    assert len(list(answers)) == 1


async def test_a_page_is_fetched_with_its_name_its_kind_and_its_charset(site):
    site.pages["/a?b=1"] = answer(PAGE, "Text/HTML; Charset=Windows-1256")

    fetched = await site.fetcher().fetch("http://news.example/a?b=1#part", KINDS)

    assert (fetched.kind, fetched.charset, fetched.content.decode()) == ("text/html", "windows-1256", PAGE)
    assert site.asked == [("news.example", "/a?b=1")]
    assert "accept-encoding: gzip\r\n" in site.headers[0].lower()


async def test_a_certificate_is_checked_against_the_name_and_not_the_address(site):
    site.pages["/"] = answer(PAGE)

    assert (await site.fetcher().fetch("https://news.example/", KINDS)).content.decode() == PAGE
    with pytest.raises(LinkUnreachable):
        await site.fetcher().fetch("https://other.example/", KINDS)


async def test_an_unknown_authority_is_not_trusted(site):
    site.pages["/"] = answer(PAGE)

    with pytest.raises(LinkUnreachable):
        await Fetcher(site.fetcher()._policy, site.resolve).fetch("https://news.example/", KINDS)


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("http://أخبار.example/خبر", "xn--igbicxr.example", "/%D8%AE%D8%A8%D8%B1"),
        ("http://news.example/%D8%AE%D8%A8%D8%B1", "news.example", "/%D8%AE%D8%A8%D8%B1"),
        ("http://news.example/خبر-عاجل?q=سلام", "news.example", "/%D8%AE%D8%A8%D8%B1-%D8%B9%D8%A7%D8%AC%D9%84"),
        ("HTTP://NEWS.Example/A", "news.example", "/A"),
    ],
)
async def test_arabic_names_and_paths_are_asked_as_the_web_writes_them(site, url, host, path):
    with pytest.raises(LinkGone):
        await site.fetcher().fetch(url, KINDS)
    assert site.asked[0][0] == host
    assert site.asked[0][1].partition("?")[0] == path


@pytest.mark.parametrize("place", ["/new", "http://news.example/new", "//www.news.example/new", "/قديم/../new"])
async def test_redirects_are_followed(site, place):
    site.pages |= {"/": answer("ignored", status="301 Moved", Location=place), "/new": answer(PAGE)}
    site.pages["/"] = (
        redirect(place).decode("latin-1").encode("latin-1")
        if place.isascii()
        else (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + place.encode() + b"\r\n\r\n")
    )

    fetched = await site.fetcher().fetch("http://news.example/", KINDS)

    assert fetched.url.endswith("/new")


@pytest.mark.parametrize(
    "place",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://127.0.0.2/",
        "http://news.example:22/",
        "http://user:password@news.example/",
        "file:///etc/passwd",
        "gopher://news.example/",
    ],
)
async def test_a_redirect_to_what_a_link_may_not_name_is_refused(site, place):
    site.pages["/"] = redirect(place)

    with pytest.raises(LinkForbidden):
        await site.fetcher().fetch("http://news.example/", KINDS)
    assert len(site.asked) == 1


async def test_a_redirect_to_a_name_that_leads_inside_is_refused(site):
    site.pages["/"] = redirect("http://inside.example/")
    place = {"news.example": "127.0.0.1", "inside.example": "10.0.0.1"}
    policy = site.fetcher()._policy

    with pytest.raises(LinkForbidden):
        await Fetcher(policy, lambda host, *_: rows(site.port, place[host])).fetch("http://news.example/", KINDS)


async def test_five_redirects_are_followed_and_no_sixth(site):
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(1, 7)} | {"/6": answer(PAGE)}

    assert (await site.fetcher().fetch("http://news.example/1", KINDS)).content.decode() == PAGE
    site.pages["/6"] = redirect("/7")
    with pytest.raises(LinkUnreachable):
        await site.fetcher().fetch("http://news.example/1", KINDS)


async def test_a_circle_of_redirects_ends(site):
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}

    with pytest.raises(LinkUnreachable):
        await site.fetcher().fetch("http://news.example/a", KINDS)
    assert len(site.asked) == 6


async def test_the_body_of_a_redirect_is_not_read(site):
    async def endless(writer):
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /new\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    site.pages |= {"/": endless, "/new": answer(PAGE)}

    assert (await site.fetcher().fetch("http://news.example/", KINDS)).content.decode() == PAGE


async def test_no_proxy_of_the_environment_is_used(site, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = answer(PAGE)

    assert (await site.fetcher().fetch("http://news.example/", KINDS)).content.decode() == PAGE


async def test_cookies_of_one_link_are_not_sent_for_the_next(site):
    site.pages["/"] = answer(PAGE, Set_Cookie="who=you")
    fetcher = site.fetcher()

    for _ in range(2):
        await fetcher.fetch("http://news.example/", KINDS)
    assert not any("cookie" in head.lower() for head in site.headers)


async def test_a_packed_page_is_unpacked(site):
    site.pages["/"] = packed(PAGE.encode() * 30_000)

    assert (await site.fetcher().fetch("http://news.example/", KINDS)).content == PAGE.encode() * 30_000


async def test_a_page_beyond_the_limit_is_not_read_to_its_end(site):
    site.pages |= {
        "/told": answer(b"x", Content_Length="6000000"),
        "/untold": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 5_100_000,
        "/bomb": packed(b"\0" * 300_000_000),
        "/huge": answer(b"x", Content_Length="9" * 40),
    }

    for path in ("/told", "/untold", "/bomb"):
        with pytest.raises(LinkTooLarge) as caught:
            await site.fetcher().fetch(f"http://news.example{path}", KINDS)
        assert caught.value.details == {"limit": 5}
    with pytest.raises((LinkTooLarge, LinkUnreachable)):
        await site.fetcher().fetch("http://news.example/huge", KINDS)


@pytest.mark.parametrize("packing", ["gzip, gzip", "br", "zstd", "deflate", "compress"])
async def test_a_packing_that_was_not_asked_for_is_refused(site, packing):
    site.pages["/"] = answer(gzip.compress(gzip.compress(b"\0" * 9_000_000)), Content_Encoding=packing)

    with pytest.raises(LinkNotPage):
        await site.fetcher().fetch("http://news.example/", KINDS)


@pytest.mark.parametrize(
    "body",
    [b"not packed", gzip.compress(b"x" * 9_000)[:-30] + b"\xff" * 40, zlib.compress(b"x")],
    ids=["plain", "damaged", "another packing"],
)
async def test_a_damaged_packing_is_told_or_cut_and_never_a_fault_of_ours(site, body):
    site.pages["/"] = answer(body, Content_Encoding="gzip")

    with pytest.raises(LinkUnreachable):
        await site.fetcher().fetch("http://news.example/", KINDS)


async def test_a_server_that_drips_is_left_when_the_time_is_over(site):
    async def drip(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    async def slow_head(writer):
        for char in b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 100:
            writer.write(bytes([char]))
            await writer.drain()
            await asyncio.sleep(0.05)

    async def silent(writer):
        await asyncio.sleep(5)

    site.pages |= {"/drip": drip, "/head": slow_head, "/silent": silent}
    for path in site.pages:
        begun = time.monotonic()
        with pytest.raises(LinkTooSlow):
            await site.fetcher(patience=0.5).fetch(f"http://news.example{path}", KINDS)
        assert time.monotonic() - begun < 1.5


async def test_a_name_server_that_does_not_answer_is_not_waited_for(site):
    def stuck(*_):
        time.sleep(1.5)
        return rows(site.port, "127.0.0.1")

    begun = time.monotonic()
    with pytest.raises(LinkTooSlow):
        await Fetcher(site.fetcher()._policy, stuck, patience=0.3).fetch("http://news.example/", KINDS)
    assert time.monotonic() - begun < 1
    await asyncio.sleep(1.5)
    assert site.asked == []  # what comes after the end of the fetch leads nowhere


async def test_endless_headers_are_cut(site):
    async def endless(writer):
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-Header: " + b"x" * 1000 + b"\r\n")
            await writer.drain()

    site.pages["/"] = endless
    begun = time.monotonic()
    with pytest.raises(LinkUnreachable):
        await site.fetcher().fetch("http://news.example/", KINDS)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4", "application/octet-stream", "x", ";;"])
async def test_other_kinds_are_not_downloaded(site, kind):
    async def endless(writer):
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode())
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    site.pages["/"] = endless
    with pytest.raises(LinkNotPage):
        await site.fetcher().fetch("http://news.example/", KINDS)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("404 Not Found", LinkGone),
        ("410 Gone", LinkGone),
        ("401 Unauthorized", LinkLocked),
        ("402 Payment Required", LinkLocked),
        ("403 Forbidden", LinkLocked),
        ("429 Too Many Requests", LinkLocked),
        ("451 Unavailable", LinkLocked),
        ("500 Internal Server Error", LinkUnreachable),
        ("503 Service Unavailable", LinkUnreachable),
        ("204 No Content", LinkUnreachable),
        ("206 Partial Content", LinkUnreachable),
        ("302 Found", LinkUnreachable),
    ],
)
async def test_a_status_is_told_as_what_it_means(site, status, error):
    site.pages["/"] = answer(PAGE, status=status)

    with pytest.raises(error):
        await site.fetcher().fetch("http://news.example/", KINDS)


@pytest.mark.parametrize("head", [b"", b"\x16\x03\x01\x02", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 999999 X\r\n\r\n"])
async def test_what_does_not_speak_http_cannot_be_reached(site, head):
    site.pages["/"] = head

    with pytest.raises(LinkUnreachable):
        await site.fetcher().fetch("http://news.example/", KINDS)


async def test_a_name_that_does_not_exist_cannot_be_reached():
    def missing(*_):
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(LinkUnreachable):
        await Fetcher(PUBLIC, missing).fetch("http://no-such.example/", KINDS)


async def test_a_port_where_nobody_listens_cannot_be_reached(site):
    policy = site.fetcher()._policy
    with pytest.raises(LinkUnreachable):
        await Fetcher(policy, lambda *_: rows(1, "127.0.0.1")).fetch("http://news.example/", KINDS)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_may_be_reached_in_each_of_its_forms(address):
    assert PUBLIC.permits_address(address)


async def test_a_bomb_is_never_unpacked_as_a_whole(site):
    site.pages["/"] = packed(b"\0" * 300_000_000)

    tracemalloc.start()
    try:
        with pytest.raises(LinkTooLarge):
            await site.fetcher().fetch("http://news.example/", KINDS)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 15_000_000
