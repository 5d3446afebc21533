import Ajv from 'ajv';
import { AccountPurpose, AccountTopology } from '../../src';

const ajv = new Ajv({ allErrors: true });
const schema = JSON.parse(AccountTopology.SCHEMA);
const accepts = ajv.compile(schema);
const team = { name: 'credit', accounts: { dev: '444444444444' } };
const LANDING_ZONE = { bootstrapQualifier: 'acme', networkPath: '/landing-zone/network', networkPaths: { dev: '/acme/dev' }, permissionsBoundary: 'landing-zone-boundary', permissionSets: { 'data-scientist': 'MlDataScientist' } };
const topology = { region: 'eu-west-1', teams: [team] };

test('it is a valid schema of draft 7', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(ajv.validateSchema(schema)).toBe(true);
});

test('every purpose has its place', () => {
  expect(Object.keys(schema.properties.teams.items.properties.accounts.properties)).toEqual(Object.values(AccountPurpose));
});

test.each([
  ['the least there can be', topology],
  ['all there can be', { ...topology, stackPrefix: 'Acme', availabilityZones: ['eu-west-1a', 'eu-west-1b'], landingZone: LANDING_ZONE, teams: [{ ...team, costCentre: 'retail', accounts: Object.fromEntries(Object.values(AccountPurpose).map((purpose) => [purpose, '444444444444'])) }] }],
  ['another partition', { ...topology, region: 'us-gov-west-1' }],
])('it accepts %s', (_, value) => {
  expect(accepts(value)).toBe(true);
});

test.each([
  ['no region', { teams: [team] }],
  ['a zone for a region', { ...topology, region: 'eu-west-1a' }],
  ['one zone', { ...topology, availabilityZones: ['eu-west-1a'] }],
  ['a stack prefix that CloudFormation refuses', { ...topology, stackPrefix: 'a_b' }],
  ['a qualifier of 11 characters', { ...topology, landingZone: { bootstrapQualifier: 'a'.repeat(11) } }],
  ['a permission set that is none', { ...topology, landingZone: { permissionSets: { 'data-scientist': '' } } }],
  ['a network of a purpose that nobody knows', { ...topology, landingZone: { networkPaths: { staging: '/acme/staging' } } }],
  ['a path without its slash', { ...topology, landingZone: { networkPaths: { dev: 'acme' } } }],
  ['a part of a landing zone that nobody knows', { ...topology, landingZone: { trail: 'acme' } }],
  ['no team', { ...topology, teams: [] }],
  ['a team without name', { ...topology, teams: [{ accounts: team.accounts }] }],
  ['a team in capitals', { ...topology, teams: [{ ...team, name: 'Credit' }] }],
  ['a team of 21 characters', { ...topology, teams: [{ ...team, name: 'a'.repeat(21) }] }],
  ['a purpose that nobody knows', { ...topology, teams: [{ ...team, accounts: { staging: '444444444444' } }] }],
  ['an account as a number', { ...topology, teams: [{ ...team, accounts: { dev: 444444444444 } }] }],
  ['an account of 11 digits', { ...topology, teams: [{ ...team, accounts: { dev: '44444444444' } }] }],
  ['an empty cost centre', { ...topology, teams: [{ ...team, costCentre: '' }] }],
  ['a property that nobody knows', { ...topology, regoin: 'eu-west-1' }],
])('it refuses %s', (_, value) => {
  expect(accepts(value)).toBe(false);
});
