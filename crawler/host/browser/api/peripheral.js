// wx.createBLEPeripheralServer: the phone may announce itself, and nobody comes near.
import { method } from './shared/callbacks.js';
import { emitters } from './shared/listeners.js';

const METHODS = [
  'addService',
  'removeService',
  'startAdvertising',
  'stopAdvertising',
  'writeCharacteristicValue',
  'close',
];
const EVENTS = [
  'CharacteristicReadRequest',
  'CharacteristicSubscribed',
  'CharacteristicUnsubscribed',
  'CharacteristicWriteRequest',
];

export default (host) => ({
  createBLEPeripheralServer: { run: (options, call) => serve(host, options, call) },
  closeBLEPeripheralServer: { recorded: true, run: () => undefined },
});

async function serve(host, options, call) {
  await host.native('createBLEPeripheralServer', options, call);
  const server = { serverId: 1 };
  emitters(host, server, EVENTS);
  for (const name of METHODS) server[name] = method(host, name, () => undefined, `BLEPeripheralServer.${name}`);
  return { server };
}
