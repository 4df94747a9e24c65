// Interfaces that the platform answers outside the page: consent, permission windows, planted values.
// One word each; the gate and the values are on the inspector's side.

const PLAIN = [
  'login',
  'checkSession',
  'getUserInfo',
  'getUserProfile',
  'getSetting',
  'openSetting',
  'authorize',
  'chooseAddress',
  'chooseInvoice',
  'chooseInvoiceTitle',
  'chooseLicensePlate',
  'getWeRunData',
  'chooseContact',
  'addPhoneContact',
  'addPhoneCalendar',
  'addPhoneRepeatCalendar',
  'scanCode',
  'getClipboardData',
  'getShareInfo',
  'getGroupEnterInfo',
  'getLocalIPAddress',
  'startWifi',
  'stopWifi',
  'getConnectedWifi',
  'getWifiList',
  'openBluetoothAdapter',
  'closeBluetoothAdapter',
  'getBluetoothAdapterState',
  'startBluetoothDevicesDiscovery',
  'stopBluetoothDevicesDiscovery',
  'getBluetoothDevices',
  'getConnectedBluetoothDevices',
  'createBLEConnection',
  'closeBLEConnection',
  'getBLEDeviceServices',
  'getBLEDeviceCharacteristics',
  'readBLECharacteristicValue',
  'writeBLECharacteristicValue',
  'notifyBLECharacteristicValueChange',
  'getBLEDeviceRSSI',
  'getBLEMTU',
  'setBLEMTU',
  'makeBluetoothPair',
  'isBluetoothDevicePaired',
  'setBackgroundFetchToken',
  'getBackgroundFetchToken',
  'requestSubscribeMessage',
  'checkIsAddedToMyMiniProgram',
  'joinVoIPChat',
  'stopRecord',
  'pluginLogin',
];

export default (host) => {
  const table = Object.fromEntries(PLAIN.map((name) => [name, { native: true }]));
  table.startRecord = { run: (options, call) => startRecord(host, options, call) };
  table.setClipboardData = { run: (options, call) => setClipboard(host, options, call) };
  return table;
};

/** The oldest recording: it answers when it ends, here at once. */
async function startRecord(host, options, call) {
  const { files } = await host.native('startRecord', options, call);
  return { tempFilePath: host.files.receive(files)[0]?.path ?? '' };
}

/** The platform says so when a program writes the clipboard. */
async function setClipboard(host, options, call) {
  if (typeof options.data !== 'string' || options.data === '') {
    throw new host.ApiError('parameter error: parameter.data should be String');
  }
  await host.native('setClipboardData', { data: options.data }, call);
  host.dialogs.toast({ title: '内容已复制', icon: 'success', image: '', duration: 1500, mask: false, call: call.id });
}
