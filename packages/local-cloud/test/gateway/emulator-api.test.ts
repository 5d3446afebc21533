import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { emulatorApi } from '../../src/gateway/emulator-api';
import { Upstream } from '../../src/gateway/upstream';
import { type Span, Spans } from '../../src/spans';

test('waiting for messages is no work of the emulator, other calls are', async () => {
  const server = http.createServer((_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const told: Span[] = [];
  const upstream = new Upstream(new Spans((span) => told.push(span)));
  upstream.port = (server.address() as AddressInfo).port;
  const api = emulatorApi(upstream);
  const place = { account: '111111111111', region: 'eu-west-1' };
  await api(place, 'sqs', 'ReceiveMessage', {});
  await new Promise(setImmediate);
  expect(told).toHaveLength(0);
  await api(place, 'sqs', 'DeleteMessage', {});
  upstream.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(told.map(({ work }) => work)).toEqual(['emulator']);
});
