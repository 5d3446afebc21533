import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CreateEndpointCommand, CreateEndpointConfigCommand, CreateModelCommand, type CreateModelCommandInput, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, type InvokeEndpointCommandInput, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { type CloudUnderTest, eventually, SERVER_IMAGE } from '../codebuild/cloud-under-test';
import { BUCKET, MachineLearning } from './machine-learning';

/** Answers with its model's name, what it was asked and how; `fail` is a 400, `break` a 500. */
const SERVER = `
import json, os
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def answer(self, status, text, kind="application/json"):
        self.send_response(status); self.send_header("content-type", kind); self.send_header("content-length", str(len(text))); self.end_headers(); self.wfile.write(text.encode())
    def do_GET(self):
        self.answer(200 if self.path == "/ping" else 404, "")
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        said = {"model": open("name").read(), "body": body, "type": self.headers["content-type"], "accept": self.headers["accept"], "attributes": self.headers["x-amzn-sagemaker-custom-attributes"], "mode": os.environ.get("MODE")}
        self.answer({"fail": 400, "break": 500}.get(body, 200), json.dumps(said))
    def log_message(self, *args): pass
HTTPServer(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])), Handler).serve_forever()
`;

/** Models and endpoints of a test file. */
export class Endpoints {
  static readonly SERVER = SERVER;

  static async in(cloud: CloudUnderTest): Promise<Endpoints> {
    return new Endpoints(cloud, await MachineLearning.in(cloud));
  }

  private readonly runtime: SageMakerRuntimeClient;

  private constructor(private readonly cloud: CloudUnderTest, readonly learning: MachineLearning) {
    this.runtime = cloud.client(SageMakerRuntimeClient);
  }

  get client() {
    return this.learning.client;
  }

  /** Puts a model's archive into S3. @returns its URI */
  async archive(name: string, server = SERVER): Promise<string> {
    const folder = mkdtempSync(path.join(this.cloud.temporary, 'model-'));
    for (const [file, text] of [['serve.py', server], ['name', name]]) writeFileSync(path.join(folder, file), text);
    execFileSync('tar', ['-czf', `${folder}.tar.gz`, '-C', folder, '.']);
    await this.cloud.put(BUCKET, `archives/${name}.tar.gz`, readFileSync(`${folder}.tar.gz`));
    return `s3://${BUCKET}/archives/${name}.tar.gz`;
  }

  async model(ModelName: string, { server, ...changes }: Partial<CreateModelCommandInput> & { server?: string } = {}): Promise<string> {
    const PrimaryContainer = changes.Containers ? undefined : { Image: SERVER_IMAGE, ModelDataUrl: await this.archive(ModelName, server), Environment: { MODE: 'test' } };
    await this.client.send(new CreateModelCommand({ ModelName, ExecutionRoleArn: this.learning.role, PrimaryContainer, ...changes }));
    return ModelName;
  }

  /** A configuration with a variant for each model, named by it. */
  async config(EndpointConfigName: string, ...models: string[]): Promise<string> {
    const ProductionVariants = models.map((ModelName) => ({ VariantName: ModelName, ModelName, InstanceType: 'ml.m5.large' as const, InitialInstanceCount: 1, InitialVariantWeight: 1 }));
    await this.client.send(new CreateEndpointConfigCommand({ EndpointConfigName, ProductionVariants }));
    return EndpointConfigName;
  }

  /** An endpoint with a server of its own. */
  async serving(name: string): Promise<string> {
    return this.endpoint(name, await this.config(name, await this.model(name)));
  }

  async endpoint(EndpointName: string, EndpointConfigName: string): Promise<string> {
    await this.client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
    expect(await this.settled(EndpointName)).toMatchObject({ EndpointStatus: 'InService' });
    return EndpointName;
  }

  settled(EndpointName: string) {
    return eventually(async () => {
      const endpoint = await this.client.send(new DescribeEndpointCommand({ EndpointName }));
      return /Creating|Updating/.test(endpoint.EndpointStatus ?? '') ? undefined : endpoint;
    }, `endpoint ${EndpointName}`);
  }

  async invoke(EndpointName: string, Body = '1,2', rest: Partial<InvokeEndpointCommandInput> = {}) {
    const { Body: answer, ...others } = await this.runtime.send(new InvokeEndpointCommand({ EndpointName, Body, ContentType: 'text/csv', ...rest }));
    return { ...others, said: JSON.parse(answer.transformToString()) };
  }
}
