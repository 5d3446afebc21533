"""Serves a model by the functions that SageMaker's framework containers call: model_fn, input_fn, predict_fn, output_fn.

The contract is that of the SageMaker inference toolkit (https://github.com/aws/sagemaker-inference-toolkit): SAGEMAKER_PROGRAM names the file,
SAGEMAKER_SUBMIT_DIRECTORY its folder, SM_MODEL_DIR the model. /ping answers 200 once the model is loaded, /invocations answers with the prediction.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


def load_functions() -> Any:
    folder = Path(os.environ["SAGEMAKER_SUBMIT_DIRECTORY"])
    sys.path.insert(0, str(folder))
    file = folder / os.environ["SAGEMAKER_PROGRAM"]
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # head and body in one piece: in two, the second waits some 40 ms for the caller to acknowledge the first
    wbufsize = -1
    disable_nagle_algorithm = True
    functions: Any
    model: Any

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/ping" else 404, b"", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.path != "/invocations":
            return self._answer(404, b"", "text/plain")
        accept = self.headers.get("accept") or "application/json"
        try:
            rows = self.functions.input_fn(body, self.headers.get("content-type") or "application/json")
            result = self.functions.output_fn(self.functions.predict_fn(rows, self.model), accept)
        except ValueError as error:
            return self._answer(400, str(error).encode(), "text/plain")
        except Exception as error:
            traceback.print_exc()
            return self._answer(500, f"{type(error).__name__}: {error}".encode(), "text/plain")
        content, kind = result if isinstance(result, tuple) else (result, accept)
        self._answer(200, content.encode() if isinstance(content, str) else content, kind)

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """A line for each request says nothing that the caller does not know."""


def main() -> None:
    Handler.functions = load_functions()
    Handler.model = Handler.functions.model_fn(os.environ["SM_MODEL_DIR"])
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])), Handler)
    server.daemon_threads = True
    server.serve_forever()


if __name__ == "__main__":
    main()
