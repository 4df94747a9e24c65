// Listeners of Wi-Fi, Bluetooth, beacons and the local network; the platform emits by these names.
import { Listeners } from './shared/listeners.js';

const NAMES = [
  'WifiConnected',
  'WifiConnectedWithPartialInfo',
  'GetWifiList',
  'BluetoothAdapterStateChange',
  'BluetoothDeviceFound',
  'BLEConnectionStateChange',
  'BLECharacteristicValueChange',
  'BLEMTUChange',
  'BLEPeripheralConnectionStateChanged',
  'BeaconUpdate',
  'BeaconServiceChange',
  'BackgroundFetchData',
  'HCEMessage',
  'LocalServiceFound',
  'LocalServiceLost',
  'LocalServiceResolveFail',
  'LocalServiceDiscoveryStop',
];

export default (host) => {
  const table = {};
  for (const name of NAMES) {
    const listeners = new Listeners(host);
    host.events.on(name[0].toLowerCase() + name.slice(1), (payload) => listeners.emit(payload));
    table[`on${name}`] = { raw: true, run: listeners.add };
    table[`off${name}`] = { raw: true, run: listeners.remove };
  }
  return table;
};
