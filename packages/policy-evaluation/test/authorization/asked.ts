import { type ApiRequest, type Authorization, authorizationsOf } from '../../src';

export const HERE = '111111111111';
export const THERE = '222222222222';
export const ROLE = `arn:aws:iam::${HERE}:role/worker`;

/** What a request in eu-central-1 needs. */
export const needs = (service: string, operation: string, parameters: object = {}, more: Partial<ApiRequest> = {}): readonly Authorization[] =>
  authorizationsOf({ service, operation, parameters: parameters as ApiRequest['parameters'], account: HERE, region: 'eu-central-1', partition: 'aws', ...more });

/** The same in short: `s3:GetObject arn:aws:s3:::data/key`. */
export const inShort = (...asked: Parameters<typeof needs>): string[] => needs(...asked).map(({ action, resource }) => `${action} ${resource}`);
