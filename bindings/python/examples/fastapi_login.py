# SPDX-License-Identifier: Apache-2.0
"""A service that signs users in by their wallets. It needs fastapi; a real one has TLS in front of it.

    POST /challenge   {chain, scheme, account}              what the wallet is to sign
    POST /sign-in     {chain, scheme, form, account, message, signature}
    GET  /me                                                who is signed in

    DOMAIN=localhost:8000 uvicorn --factory fastapi_login:make_app
"""
import os
import secrets
from typing import Optional

from fastapi import Cookie, FastAPI, Header, Request, Response
from fastapi.responses import JSONResponse

from walletauth import Connection, SignIn, SignInConfig, installed

# Without `Secure` a browser takes no cookie of this name.
BINDING, SESSION = "__Host-login", "__Host-session"


def set_cookie(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, secure=True, samesite="lax", path="/")


def make_app(domain: str = os.environ.get("DOMAIN", "localhost:8000")) -> FastAPI:
    sign_in = SignIn(installed(), SignInConfig(issuer=f"https://{domain}", domain=domain, chains=("eip155:1",), forms=("eip4361",)))
    sessions: dict[str, str] = {}  # a real service has a store for them, and an end of each
    app = FastAPI()

    # The body goes to the library as it came. What this service knows of the connection is apart from it.
    @app.post("/challenge")
    async def challenge(request: Request, origin: Optional[str] = Header(None)) -> Response:
        cookie = secrets.token_hex(16)
        outcome = await sign_in.challenge_async(await request.body(), Connection(cookie, from_page=origin is not None))
        response = JSONResponse(dict(outcome.body), outcome.http)
        set_cookie(response, BINDING, cookie)
        return response

    @app.post("/sign-in")
    async def accept(request: Request, origin: Optional[str] = Header(None),
                     cookie: Optional[str] = Cookie(None, alias=BINDING)) -> Response:
        outcome = await sign_in.sign_in_async(await request.body(), Connection(cookie, from_page=origin is not None))
        if not outcome.is_valid:
            return JSONResponse(dict(outcome.body), outcome.http)
        response = JSONResponse({"subject": outcome.subject})
        if outcome.body["may_set_cookie"]:
            session = secrets.token_hex(16)
            sessions[session] = outcome.subject
            set_cookie(response, SESSION, session)
        response.delete_cookie(BINDING, path="/", secure=True, httponly=True)
        return response

    @app.get("/me")
    async def me(session: Optional[str] = Cookie(None, alias=SESSION)) -> Response:
        subject = sessions.get(session or "")
        return Response(status_code=401) if subject is None else JSONResponse({"subject": subject})

    return app
