// Preloaded into every Node process of the local cloud: what is not on this machine cannot be connected to. Node's own fetch, unlike Python's and
// curl's clients, does not look at proxy variables before Node 24 (https://nodejs.org/api/cli.html#--use-env-proxy).
'use strict';
const dgram = require('node:dgram');
const net = require('node:net');

const isHere = (host) => host === undefined || /^(localhost|(.*\.)?localhost|127(\.\d+){1,3}|::1|::ffff:127(\.\d+){3})$/i.test(host);

function refusal(host, port) {
  const message = `connect ECONNREFUSED ${host}:${port}: the local cloud lets its processes reach nothing but this machine`;
  return Object.assign(new Error(message), { code: 'ECONNREFUSED', errno: -111, syscall: 'connect', address: host, port });
}

/** Where a connection is to go to, of the arguments of `connect`; nowhere for a socket in the file system. */
function targetOf([first, second]) {
  // net.connect hands its arguments on as an array that it has read already
  const given = Array.isArray(first) ? first[0] : first;
  if (given !== null && typeof given === 'object') return typeof given.path === 'string' ? {} : { host: given.host, port: given.port };
  return typeof given === 'string' && Number.isNaN(Number(given)) ? {} : { host: typeof second === 'string' ? second : undefined, port: given };
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectHere(...args) {
  const { host, port } = targetOf(args);
  if (isHere(host)) return connect.apply(this, args);
  process.nextTick(() => this.destroy(refusal(host, port)));
  return this;
};

for (const name of ['send', 'connect']) {
  const original = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function reachHere(...args) {
    const host = args.find((each, index) => index > 0 && typeof each === 'string');
    if (isHere(host)) return original.apply(this, args);
    const told = args.find((each) => typeof each === 'function');
    const error = refusal(host, args.find(Number.isInteger));
    process.nextTick(() => (told ? told(error) : this.emit('error', error)));
    return undefined;
  };
}
