import type { ServerResponse } from 'node:http';
import { noSpace } from '../no-space';
import { AwsError } from '../services/service';

/** How a service's protocol writes an error. */
export type ErrorShape = 'json' | 'rest-json' | 'query' | 's3';

export function shapeOf(service: string | undefined): ErrorShape {
  if (service === 's3') return 's3';
  return ['cloudformation', 'sts', 'iam', 'sns', 'ec2'].includes(service ?? '') ? 'query' : 'json';
}

/** Writes an error as AWS does (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization and its siblings). */
export function sendError(response: ServerResponse, shape: ErrorShape, error: AwsError, requestId: string): void {
  const { code, message, status } = error;
  if (shape === 'json' || shape === 'rest-json') {
    const headers = { 'content-type': shape === 'json' ? 'application/x-amz-json-1.1' : 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': requestId };
    response.writeHead(status, headers).end(JSON.stringify({ __type: code, message, Message: message }));
    return;
  }
  const body = shape === 's3'
    ? `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`
    : `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }).end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

export const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: '\'', amp: '&' };

export const unescapeXml = (text: string) => text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (entity, decimal, hexadecimal, name) => {
  if (decimal) return String.fromCodePoint(Number(decimal));
  if (hexadecimal) return String.fromCodePoint(parseInt(hexadecimal, 16));
  return ENTITIES[name] ?? entity;
});

/** An error of our own. A full disk has a status of its own, with which no SDK tries again (https://www.rfc-editor.org/rfc/rfc4918#section-11.5). */
export function internalFailure(error: Error, root: string): AwsError {
  const told = noSpace(error, root);
  return new AwsError('InternalFailure', `local-cloud: ${told ?? error.message}`, told ? 507 : 500);
}
