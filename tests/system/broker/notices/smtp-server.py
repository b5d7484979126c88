"""
Debian's aiosmtpd on a free port of 127.0.0.1, told by JSON on the command line: {"tls": "starttls" | "tls" | "none", "cert", "key", "password"}.
A line of JSON tells its port, another each mail that it took. What it does with a mail is in the recipient's name.
"""

import asyncio
import json
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

told = json.loads(sys.argv[1])


def say(**words):
    print(json.dumps(words), flush=True)


class Mailboxes:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("busy"):
            return "451 4.3.2 try again"
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        to = envelope.rcpt_tos[0]
        say(got=envelope.content.decode("utf-8"), to=envelope.rcpt_tos, tls=session.ssl is not None or told["tls"] == "tls")
        if to.startswith("hang"):
            await asyncio.sleep(60)
        if to.startswith("drop"):
            server.transport.abort()
        if to.startswith("full"):
            return "452 4.2.2 mailbox full"
        if to.startswith("spam"):
            return "554 5.7.1 not wanted"
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.password.decode() == told.get("password"), handled=False)




context = None
if told["tls"] != "none":
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(told["cert"], told["key"])
starttls = {"tls_context": context, "require_starttls": True} if told["tls"] == "starttls" else {}
secret = {"authenticator": authenticate, "auth_required": True} if told.get("password") else {}
controller = Controller(
    Mailboxes(),
    hostname="127.0.0.1",
    port=told["port"],
    ssl_context=context if told["tls"] == "tls" else None,
    **starttls,
    **secret,
)
controller.start()
say(ready=True)
sys.stdin.read()
controller.stop()
