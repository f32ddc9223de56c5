"""Hostile and broken inputs, made anew on every run: the same ones each time, none copied from anywhere.

Three kinds: formats that were damaged at random, fields and sentences that try to become markup or commands, and texts
that are as large or as nested as a reader allows. Most carry true statements too, so that the attack reaches the brief.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator

import docx

QUESTION = "Who bombed the bridge at Vell?"
DEED = "the bombing of the bridge at Vell in Ukraine"
SAID = f"Ukraine blamed Russia for {DEED}, which killed 12 people. The Kremlin denied that it carried out {DEED}."

Named = tuple[str, bytes]
"""A file's name and what is in it."""

ATTACKS = (
    "<script>alert('attack')</script>",
    "<img src=x onerror=alert('attack')>",
    "<svg/onload=alert('attack')>",
    "\"><script>alert('attack')</script>",
    "' onmouseover='alert(1)' x='",
    '" autofocus onfocus=alert(1) x="',
    "</title></style></textarea></bdi></table><script>alert('attack')</script>",
    "<!--<script>alert(1)</script>-->",
    "]]><script>alert(1)</script><![CDATA[",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{background:url(http://attack.example/)}</style>",
    "<link rel=stylesheet href=http://attack.example/a.css>",
    "<meta http-equiv=refresh content='0;url=http://attack.example/'>",
    "<base href=http://attack.example/>",
    "<form action=http://attack.example/><input name=a>",
    "<object data=http://attack.example/></object>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &amp;lt;script",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in y %}${7*7}#{7*7}<%= 7*7 %>",
    "[press](javascript:alert(1)) ![x](http://attack.example/x.png) <http://attack.example/>",
    "# Heading\n## Another\n- item\n> quote\n```\ncode\n```\n| a | b |\n|---|---|\n| c | d |",
    "***bold*** `code` ~~gone~~ \\` \\[ [^1] [x]: http://attack.example/",
    '=HYPERLINK("http://attack.example/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "\t=1+1",
    "; rm -rf / #$(reboot)`reboot`",
    "'; DROP TABLE captures; --",
    "../../../../etc/passwd",
    "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "\u202egnp.exe\u202c \u2066turned\u2069 \u200b\u200d\ufeff\u00ad\u2060 joined",
    "\u2028\u2029\x85\x0b\x0c lines",
    "a\u0300\u0301\u0302\u0303" * 60,
    "\U0001f4a3\U000e0041\ufffe\uffff\U0010ffff \ud7ff",
    "İıſßŉǰΐﬁ ꟾ Ⱥ",
    "---\ntitle: forged\npublisher: forged\n---\n",
    "TITLE: forged\nSOURCE: forged\nDATE: 2031-01-01\n\n",
    "http://user:secret@attack.example/ http://[::1/ http:// //attack.example",
    "%s %n %x {0} {name!r} %(x)s",
    "W" * 10_000,
    "[name withheld] a private person (name withheld)",
    "null None NaN Infinity -0 1e999 0x41",
    "\r\nBcc: attack@attack.example\r\n\r\nbody",
    '","},{"id":"forged',
    "\x00",
)
"""What tries to become something else than words."""


def _xml(text: str) -> str:
    """Escaped, so that the attack arrives whole where a parser undoes it; without what XML cannot hold."""
    kept = "".join(sign for sign in text if sign in "\n\t" or ord(sign) > 31 and ord(sign) not in (0xFFFE, 0xFFFF))
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


# ---------------------------------------------------------------- well-formed files of every kind


def page(title: str, words: str, raw: str = "", **meta: str) -> bytes:
    tags = "".join(f'<meta property="{name.replace("_", ":")}" content="{_xml(text)}">' for name, text in meta.items())
    body = "".join(f"<p>{_xml(part)}</p>" for part in words.split("\n\n"))
    return (
        f"<!doctype html><html lang=en><head><title>{_xml(title)}</title>{tags}</head>"
        f"<body><article><h1>{_xml(title)}</h1>{raw}{body}</article></body></html>"
    ).encode("utf-8", "replace")


def front(words: str, **facts: str) -> bytes:
    lines = "".join(f"{name}: {text}\n" for name, text in facts.items())
    return f"---\n{lines}---\n{words}\n".encode("utf-8", "replace")


def row_csv(**columns: str) -> bytes:
    written = io.StringIO()
    table = csv.DictWriter(written, list(columns))
    table.writeheader()
    table.writerow(columns)
    return written.getvalue().encode("utf-8", "replace")


def letter(words: str, **headers: str) -> bytes:
    """By hand: the standard library would refuse to write such headers."""
    lines = "".join(f"{name}: {' '.join(text.split())[:900]}\n" for name, text in headers.items())
    return f"{lines}Content-Type: text/plain; charset=utf-8\n\n{words}\n".encode("utf-8", "replace")


def feed(title: str, words: str, link: str = "https://feed.example/1") -> bytes:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{_xml(title)}</title><item><title>{_xml(title)}</title>'
        f"<link>{_xml(link)}</link><author>{_xml(title)}</author><pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate>"
        f"<description>{_xml(words)}</description></item></channel></rss>"
    ).encode("utf-8", "replace")


def atom(words: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A feed</title><entry><title>x</title><id>1</id>'
        f"<updated>2031-05-02T10:00:00Z</updated><content type='html'>{_xml(words)}</content></entry></feed>"
    ).encode()


def warc(body: bytes, address: str = "https://mail.example/1") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (
        len(body),
        body,
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-05-03T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + http + b"\r\n\r\n"


def pdf(words: str, title: str = "Report", count: str = "1") -> bytes:
    """A one-page PDF without cross-references, as a reader must be able to mend it."""
    lines = [words[at : at + 90] for at in range(0, len(words), 90)] or [""]
    shown = " ".join("({}) Tj T*".format(line.replace("\\", "").replace("(", "").replace(")", "")) for line in lines)
    stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown} ET"
    named = title.replace("\\", "").replace("(", "").replace(")", "")
    return (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        f"2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count {count} >>\nendobj\n"
        "3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        "4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n"
        f"5 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}\nendstream\nendobj\n6 0 obj\n<< /Title ({named}) /Author ({named}) >>\nendobj\n"
        "trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\n%%EOF"
    ).encode("latin-1", "replace")


def word_file(words: str, title: str = "Report") -> bytes:
    file, written = docx.Document(), io.BytesIO()
    file.core_properties.title = file.core_properties.author = _no_control(title)[:250]
    for part in words.split("\n\n"):
        file.add_paragraph(_no_control(part))
    file.save(written)
    return written.getvalue()


def _no_control(text: str) -> str:
    return "".join(sign for sign in text if sign in "\n\t" or 31 < ord(sign) < 0xFFFE)


def zipped(**members: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return written.getvalue()


def sound() -> list[Named]:
    """One well-formed file of each kind."""
    table = "".join(
        json.dumps({"id": str(n), "publisher": f"Paper {n}", "date": "2031-05-02", "text": f"{SAID} Edition {n}."})
        + "\n"
        for n in range(3)
    )
    mail = letter(SAID, Subject="Note", From="Desk <desk@news.example>", Date="Fri, 02 May 2031 10:00:00 +0000")
    return [
        ("page.html", page("Blast", SAID, og_site_name="Mail", article_published_time="2031-05-02")),
        ("text.txt", front(SAID, title="Blast", publisher="Herald", date="2031-05-02")),
        ("marked.md", b"# Blast\n\n**Note**: " + SAID.encode() + b"\n\n- [a](https://a.example/)\n"),
        ("file.pdf", pdf(SAID)),
        ("file.docx", word_file(SAID)),
        ("letter.eml", mail),
        ("box.mbox", b"From desk@news.example Fri May  2 10:00:00 2031\n" + mail + b"\n"),
        ("table.csv", row_csv(id="1", publisher="Post", date="2031-05-02", text=SAID)),
        ("table.jsonl", table.encode()),
        ("table.json", json.dumps([{"text": SAID, "source": "Post"}]).encode()),
        ("table.jsonl.gz", gzip.compress(table.encode(), mtime=0)),
        ("news.xml", feed("Feed", SAID)),
        ("news.atom", atom(SAID)),
        ("site.warc", warc(page("Blast", SAID))),
        ("site.warc.gz", gzip.compress(warc(page("Blast", SAID)), mtime=0)),
    ]  # fmt: skip


# ---------------------------------------------------------------- damaged at random

_TOKENS = (
    b"<", b">", b"</", b"<!--", b"<![CDATA[", b"&", b"&#x", b'"', b"'", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"---\n",
    b"{", b"[", b'{"', b"\\ud800", b"\\u0000", b",", b";", b"\t", b"endobj", b"stream", b"/Kids [2 0 R]", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n", b"Content-Transfer-Encoding: base64\r\n", b"From ", b"<script>", b"<table><tr><td>", b"<div>" * 50, b"0" * 50, b"-1",
    "\u202e".encode(), "\u2028".encode(), b"claimed responsibility", b"denied", b"\xc3", b"\xe2\x80",
)  # fmt: skip


def damaged(number: int, seed: int = 1) -> Iterator[Named]:
    """`number` files, each a sound one with a few things cut, doubled, turned or put in."""
    chance = random.Random(seed)
    whole = sound()
    for count in range(number):
        name, data = whole[count % len(whole)]
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 4, 12))):
            place = chance.randrange(len(changed) + 1)
            end = min(len(changed), place + chance.choice((1, 3, 20, 200)))
            match chance.randrange(6):
                case 0:
                    del changed[place:end]
                case 1:
                    del changed[max(place, 10) :]
                case 2:
                    changed[place:place] = changed[place:end] * chance.choice((1, 2, 40))
                case 3:
                    changed[place:place] = chance.choice(_TOKENS)
                case 4:
                    changed[place:end] = chance.randbytes(end - place)
                case _:
                    changed[place:end] = bytes(reversed(changed[place:end]))
        yield f"{count:03}-{name}", bytes(changed)


# ---------------------------------------------------------------- fields and sentences that attack


def attacking() -> Iterator[Named]:
    """Each attack in the facts, the name and the words of each kind of file."""
    for number, attack in enumerate(ATTACKS):
        flat = " ".join(attack.split())[:900]
        words = f"{attack}\n\n{SAID} {attack} said that Russia carried out {DEED}. A spokesman for {flat} blamed {flat} for {DEED}."
        table = {
            "id": attack,
            "title": attack,
            "publisher": attack,
            "author": attack,
            "date": attack,
            "language": attack,
            "place": attack,
            "url": attack,
            "text": words,
        }
        dated = table | {"date": "2031-05-02", "url": f"https://a.example/{number}?{flat[:200]}"}
        yield f"{number}-facts.jsonl", f"{json.dumps(table)}\n{json.dumps(dated)}\n".encode()
        yield f"{number}-facts.csv", row_csv(**{name: text.replace("\x00", "") for name, text in dated.items()})
        yield (
            f"{number}-page.html",
            page(attack, words, og_site_name=attack, author=attack, article_published_time=attack, og_url=flat),
        )
        yield (
            f"{number}-raw.html",
            page(
                "x",
                SAID,
                raw=f"<p>{attack} said that Russia carried out {DEED}.</p><table><tr><td>{attack}</td></tr></table>",
                og_site_name=flat,
            ),
        )
        yield f"{number}-front.txt", front(words, title=attack, publisher=attack, author=attack, date=flat, url=flat)
        yield (
            f"{number}-front.md",
            front(words, title=json.dumps(attack), publisher=json.dumps(flat), date="2031-05-03"),
        )
        yield f"{number}-feed.xml", feed(attack, f"<p>{words}</p>", link=flat)
        yield f"{number}-site.warc", warc(page(attack, words), address=f"https://mail.example/{number}{flat}")
        yield (
            f"{number}-letter.eml",
            letter(
                words,
                Subject=attack,
                From=f"{flat[:60]} <a@news.example>",
                Date="Fri, 02 May 2031 10:00:00 +0000",
            ),
        )
        if number % 4 == 0:
            yield f"{number}-file.docx", word_file(words, attack)
            yield f"{number}-file.pdf", pdf(words, flat)
    for place, name in enumerate(
        (
            "<script>alert(1)</script>.txt",
            "a\nb.txt",
            "\x1b[2J.txt",
            "\u202egnp.txt",
            "[x](javascript:alert(1)).txt",
            "a row 1",
            "*.txt",
            "-",
            "~",
            "=1+1.csv",
            "'; --.txt",
            "a'\"b.txt",
        )
    ):
        yield name.replace("/", "\u2215"), f"{SAID} This is file number {place}.".encode()
    for number, escaped in enumerate(
        ("\\ud800", "\\udc00\\ud800", "\\u0000", "\\u202e", "\\ud83d", "\\uffff", "\\u0085", "\\u001b[2J")
    ):
        for column in ("id", "title", "publisher", "author", "text", "url", "date"):
            yield (
                f"half-{number}-{column}.jsonl",
                (
                    f'{{"text": "{SAID}", "{column}": "{SAID if column == "text" else ""} {escaped} {number}"}}\n'
                ).encode(),
            )


# ---------------------------------------------------------------- as large and as nested as it gets


def excessive() -> Iterator[Named]:
    """Nesting, bombs, counts and sizes that would cost a careless reader its memory or its time."""
    deep = 20_000
    yield "deep.html", b"<div>" * deep + SAID.encode() + b"</div>" * deep
    yield "tables.html", b"<table><tr><td>" * 3_000 + SAID.encode()
    yield "lists.html", b"<ul><li>" * 5_000 + SAID.encode()
    yield "inline.html", b"<b><i><a href=x><font>" * 4_000 + SAID.encode()
    yield "quotes.html", b"<blockquote>" * 8_000 + SAID.encode()
    yield "unclosed.html", b"<p>" + b"<" * 100_000 + SAID.encode()
    yield "comments.html", b"<!--" * 50_000 + SAID.encode()
    yield "attribute.html", b'<p title="' + b"x" * 1_000_000 + b'">' + SAID.encode() + b"</p>"
    yield "attributes.html", b"<p " + b" ".join(b"a%d=1" % n for n in range(30_000)) + b">" + SAID.encode() + b"</p>"
    yield "entities.html", b"<p>" + b"&amp;&lt;&#9999999999;&bogus;" * 20_000 + SAID.encode()
    yield "meta.html", b"<head>" + b'<meta property="og:title" content="x">' * 20_000 + b"</head><p>" + SAID.encode()
    yield "json-ld.html", b'<script type="application/ld+json">' + b'{"a":[' * 20_000 + b"</script><p>" + SAID.encode()
    yield "charset.html", b"<meta charset=utf-7><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4- " + SAID.encode()
    yield "deep.json", b"[" * 200_000
    yield "deep.jsonl", b'{"text":' * 50_000 + b"\n" + json.dumps({"text": SAID}).encode()
    yield "number.jsonl", b'{"text": "x", "date": ' + b"9" * 100_000 + b"}\n"
    yield "keys.jsonl", json.dumps({f"k{n}": n for n in range(50_000)} | {"text": SAID}).encode()
    yield "columns.csv", ",".join(f"c{n}" for n in range(20_000)).encode() + b",text\n" + b"," * 20_000 + SAID.encode()
    yield "quote.csv", b'text\n"' + SAID.encode() + b"\n" * 100_000
    yield "field.csv", b"text\n" + b"y" * 1_000_000
    yield (
        "yaml.txt",
        b"---\n"
        + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 30))
        + b"---\n"
        + SAID.encode(),
    )
    yield "yaml-deep.txt", b"---\ntitle: " + b"[" * 20_000 + b"\n---\n" + SAID.encode()
    yield "front.txt", b"---\n" + b"title: x\n" * 50_000 + SAID.encode()
    yield "dashes.txt", b"---\n" * 50_000 + SAID.encode()
    yield "laughs.xml", (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
        + b']><rss version="2.0"><channel><title>&a11;</title><item><title>&a11;</title><description>&a11;</description></item></channel></rss>'
    )  # fmt: skip
    yield (
        "outside.xml",
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><description>&x;</description></item></channel></rss>',
    )
    yield "deep.xml", b'<rss version="2.0"><channel><item><description>' + b"<a>" * 20_000
    yield "bomb.gz", gzip.compress(b"\0" * 60_000_000, 9)
    yield "twice.txt.gz", gzip.compress(gzip.compress(SAID.encode()))
    yield "many.txt.gz", b"".join(gzip.compress(b"a") for _ in range(3_000))
    yield "cut.jsonl.gz", gzip.compress(json.dumps({"text": SAID}).encode() * 50)[:-20]
    yield "bomb.docx", zipped(word__document_xml=b"<w:document>" + b" " * 60_000_000)
    yield "empty.docx", zipped(nothing=b"")
    yield (
        "laughs.docx",
        zipped(
            word__document_xml=b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
        ),
    )
    yield "many.zip", zipped(**{f"f{n}": b"x" for n in range(3_000)})
    yield "pages.pdf", pdf(SAID, count="999999999")
    yield "cycle.pdf", pdf(SAID).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R 2 0 R]")
    yield "nested.pdf", b"%PDF-1.4\n1 0 obj\n" + b"<<" * 20_000 + b"\nendobj"
    yield "stream.pdf", pdf("x" * 300_000)
    yield (
        "parts.eml",
        b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nx\n" * 5_000,
    )
    yield (
        "nested.eml",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500))
        + SAID.encode(),
    )
    yield "header.eml", b"From: a@b.example\nSubject: " + b"=?utf-8?q?=3D?= " * 20_000 + b"\n\n" + SAID.encode()
    yield "charset.eml", b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=rot13\n\n" + SAID.encode()
    yield "records.warc", b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 3_000
    yield (
        "length.warc",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
    )
    yield (
        "chunks.warc",
        warc(b"x").replace(b"Content-Type: text/html", b"Transfer-Encoding: chunked\r\nContent-Type: text/html"),
    )
    yield "empty.txt", b""
    yield "spaces.txt", b" \n\t" * 10_000
    yield "nul.txt", SAID.encode() + b"\0"
    yield "wide.txt", SAID.encode("utf-16")
    yield "wider.txt", SAID.encode("utf-32")
    yield "noise.txt", random.Random(7).randbytes(50_000)
    yield "lines.txt", b"a\n" * 100_000
    yield "marks.txt", "\u0301".encode() * 50_000 + SAID.encode()
    yield "scripts.txt", ("Россия отрицает. 俄罗斯否认。روسيا تنفي. " * 2_000).encode()


HARD = {
    "one long sentence": lambda size: "and then Ukraine blamed Russia, which denied it, " * (size // 49),
    "one long word": lambda size: "W" * size,
    "claims without end": lambda size: "claimed responsibility " * (size // 23),
    "blames without end": lambda size: "blamed accused denied rejected " * (size // 31),
    "that that that": lambda size: "said that " * (size // 10),
    "names without end": lambda size: "Russia Ukraine Islamic State " * (size // 29),
    "unknown names": lambda size: "Ilgar Tomesku of Orrin Vell " * (size // 28),
    "capital letters": lambda size: "BLAMED RUSSIA FOR " * (size // 18),
    "nested quotes": lambda size: "“Russia did it, " * (size // 16),
    "straight quotes": lambda size: '"' * size,
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "commas": lambda size: "Russia, " * (size // 8),
    "short sentences": lambda size: "Russia denied it. " * (size // 18),
    "accusations": lambda size: "Ukraine blamed Russia for the bombing of the bridge. " * (size // 53),
    "figures": lambda size: "killing 12 people and injuring 30 " * (size // 34),
    "numbers": lambda size: "1,000,000 " * (size // 10),
    "digits": lambda size: "9" * size,
    "dates": lambda size: "On 2 May 2031, on Friday, " * (size // 26),
    "full stops": lambda size: "." * (size - 1) + "a",
    "abbreviations": lambda size: "U.S. Gen. Mr. St. No. " * (size // 22),
    "line breaks": lambda size: "a\n\n" * (size // 3),
    "marks of Markdown": lambda size: "*_`[](<!|#>" * (size // 11),
    "dashes": lambda size: "- " * (size // 2),
    "negations": lambda size: "did not not deny that it was not " * (size // 33),
    "passives": lambda size: "was blamed on was claimed by was carried out by " * (size // 48),
    "spokesmen": lambda size: "a spokesman for the spokesman for " * (size // 34),
    "pronouns": lambda size: "it said it said they denied it " * (size // 31),
}
"""Texts that are as hard for the rules as any of their size; each maker takes the number of characters."""


def hard(size: int) -> Iterator[Named]:
    """All hard texts of `size` characters, each with one true report after it."""
    for name, make in HARD.items():
        yield f"hard {name}.txt", f"{make(size)}\n\n{SAID}\n".encode()
