"""Calls any operation of any AWS API with the credentials that a request brings, for callers that have no client of the service.

A request is a JSON object: service (botocore's name), operation, parameters, region, credentials. Bytes travel as {"$bytes": base64}, points in
time as {"$millis": since 1970}. The answer holds a result, or an error with AWS's code and message. It has no rights of its own,
and calls no other endpoint than the one it is started for.
"""

from __future__ import annotations

import base64
import json
import sys
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

CONFIG = Config(
    s3={"addressing_style": "path"}, retries={"mode": "standard", "max_attempts": 3}, inject_host_prefix=False, proxies={}, read_timeout=300
)


class Caller:
    """Its loader keeps the service models that were read; making a client is not thread-safe, using it is."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._session = botocore.session.Session()
        self._lock = threading.Lock()

    def call(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            client = self._client(request)
            result = getattr(client, xform_name(request["operation"]))(**decode(request["parameters"]))
            result.pop("ResponseMetadata", None)
            return {"result": encode(result)}
        except ClientError as error:
            found = error.response.get("Error", {})
            return {"error": {"code": found.get("Code", "Unknown"), "message": found.get("Message") or str(error)}}
        except BotoCoreError as error:
            return {"error": {"code": type(error).__name__, "message": str(error)}}

    def _client(self, request: dict[str, Any]) -> Any:
        credentials = request["credentials"]
        with self._lock:
            return self._session.create_client(
                request["service"],
                region_name=request["region"],
                endpoint_url=self._endpoint,
                aws_access_key_id=credentials["accessKeyId"],
                aws_secret_access_key=credentials["secretAccessKey"],
                aws_session_token=credentials.get("sessionToken"),
                config=CONFIG,
            )


def decode(value: Any) -> Any:
    if isinstance(value, list):
        return [decode(item) for item in value]
    if isinstance(value, dict):
        if value.keys() == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        return {key: decode(item) for key, item in value.items()}
    return value


def encode(value: Any) -> Any:
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"$millis": int(value.timestamp() * 1000)}
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, list):
        return [encode(item) for item in value]
    return value


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    caller: Caller

    def do_GET(self) -> None:
        self._answer(b"{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self._answer(json.dumps(self.caller.call(json.loads(body)), default=str).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Requests carry credentials and data: nothing of them is logged."""

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    Handler.caller = Caller(sys.argv[2])
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
