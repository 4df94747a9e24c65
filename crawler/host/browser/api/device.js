// Small things a device does or knows that need nobody's leave.
import { expect } from './shared/parameters.js';

export default (host) => {
  const screen = { brightness: 0.5, recording: 'off' };
  const recorded = { run: () => undefined };
  return {
    getNetworkType: {
      run: () => ({ networkType: 'wifi', signalStrength: -50, hasSystemProxy: false, weakNet: false }),
    },
    getBatteryInfo: { run: battery },
    getBatteryInfoSync: { sync: true, run: battery },
    vibrateShort: recorded,
    vibrateLong: recorded,
    makePhoneCall: { run: (options, call) => makePhoneCall(host, options, call) },
    sendSms: recorded,
    setScreenBrightness: { run: ({ value }) => void (screen.brightness = Number(value)) },
    getScreenBrightness: { run: () => ({ value: screen.brightness }) },
    setKeepScreenOn: recorded,
    setVisualEffectOnCapture: recorded,
    getScreenRecordingState: { run: () => ({ state: screen.recording }) },
    hideKeyboard: { run: () => void document.activeElement?.blur?.() },
    getSelectedTextRange: { run: () => selection(host) },
    checkIsOpenAccessibility: { run: () => ({ open: false }) },
    checkIsSupportSoterAuthentication: { run: () => ({ supportMode: [] }) },
    getRandomValues: { run: ({ length }) => ({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer }) },
    getUserCryptoManager: { raw: true, run: () => cryptoManager() },
  };
};

const battery = () => ({ level: 82, isCharging: false, isLowPowerModeEnabled: false });

/** The sheet that offers to dial; the number is never dialled. */
async function makePhoneCall(host, options, call) {
  expect(host, options, { phoneNumber: 'String' });
  const items = [`呼叫 ${options.phoneNumber}`];
  const answer = await host.dialogs.actionSheet({ title: '', items, color: '', call: call.id });
  if (answer < 0) throw new host.ApiError('cancel');
}

function selection(host) {
  const field = document.activeElement;
  if (typeof field?.selectionStart !== 'number') throw new host.ApiError('no focused field');
  return { start: field.selectionStart, end: field.selectionEnd };
}

function cryptoManager() {
  return {
    getLatestUserKey: ({ fail, complete } = {}) => {
      const result = { errMsg: 'getLatestUserKey:fail not supported' };
      fail?.(result);
      complete?.(result);
    },
    getRandomValues: ({ length, success, complete }) => {
      const result = {
        randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
        errMsg: 'getRandomValues:ok',
      };
      success?.(result);
      complete?.(result);
    },
  };
}
