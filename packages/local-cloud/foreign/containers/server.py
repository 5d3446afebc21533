"""The contract of a container that serves on SageMaker: GET /ping and POST /invocations."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def serve(predict):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer({})

        def do_POST(self):
            self.answer(predict(json.loads(self.rfile.read(int(self.headers["content-length"])))))

        def answer(self, value):
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    ThreadingHTTPServer(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])), Handler).serve_forever()
