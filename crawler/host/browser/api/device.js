// Small things a device does or knows that need nobody's leave.
import { method } from './shared/callbacks.js';
import { expect } from './shared/parameters.js';

export default (host) => {
  const screen = { brightness: 0.5, recording: 'off' };
  const recorded = { recorded: true, run: () => undefined };
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
    getRandomValues: { run: randomValues },
    getUserCryptoManager: { raw: true, run: () => cryptoManager(host) },
  };
};

const randomValues = ({ length }) => ({ randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer });

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

/** The key is one that the operator's server could fetch too; here nobody has any. */
function cryptoManager(host) {
  const noKey = () => {
    throw new host.ApiError('no user key');
  };
  return {
    getLatestUserKey: method(host, 'getLatestUserKey', noKey, 'UserCryptoManager.getLatestUserKey'),
    getRandomValues: method(host, 'getRandomValues', randomValues, 'UserCryptoManager.getRandomValues'),
  };
}
