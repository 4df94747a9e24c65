// Account facts, other mini programs, payment, messages, and what only reports.
import { emitters } from './shared/listeners.js';
import { expect } from './shared/parameters.js';

export default (host) => {
  const done = { recorded: true, run: () => undefined };
  const reported = { recorded: true, raw: true, run: () => undefined };
  const ask = async (call, content, confirmText, cancelText) => {
    const options = { title: '', content, showCancel: true, cancelText, confirmText, call: call.id };
    const answer = await host.dialogs.modal({
      ...options,
      cancelColor: '',
      confirmColor: '',
      editable: false,
      placeholderText: '',
    });
    return answer.confirm;
  };
  const otherProgram = async (options, call) => {
    if (!options.appId && !options.shortLink) throw new host.ApiError('missing appId');
    if (!(await ask(call, '即将打开其他小程序', '允许', '取消'))) throw new host.ApiError('cancel');
  };
  const pay = async (options, call) => {
    expect(host, options, { timeStamp: 'String', nonceStr: 'String', package: 'String', paySign: 'String' });
    const answer = await host.dialogs.payment({ name: host.config.name ?? '', call: call.id });
    if (!answer.confirm) throw new host.ApiError('cancel');
  };
  return {
    getAccountInfoSync: { sync: true, run: () => account(host) },
    getLaunchOptionsSync: { sync: true, run: () => ({ ...host.app.launch }) },
    getEnterOptionsSync: { sync: true, run: () => ({ ...(host.app.enter ?? host.app.launch) }) },
    getExtConfigSync: { sync: true, run: () => extConfig(host) },
    getExtConfig: { run: () => ({ extConfig: extConfig(host) }) },
    getUpdateManager: { raw: true, run: () => updateManager(host) },
    navigateToMiniProgram: { run: otherProgram },
    openEmbeddedMiniProgram: { run: otherProgram },
    navigateBackMiniProgram: { run: () => host.exit('navigateBackMiniProgram') },
    exitMiniProgram: { run: () => host.exit('exitMiniProgram') },
    requestPayment: { run: pay },
    requestOrderPayment: { run: pay },
    showShareMenu: done,
    hideShareMenu: done,
    updateShareMenu: done,
    showShareImageMenu: done,
    openCustomerServiceChat: done,
    openChannelsUserProfile: done,
    openChannelsActivity: done,
    openChannelsLive: done,
    openOfficialAccountArticle: { run: () => ({ confirm: true, cancel: false }) },
    preDownloadSubpackage: { task: true, run: () => ({ task: preDownload(host), done: undefined }) },
    preloadAssets: done,
    enableAlertBeforeUnload: done,
    disableAlertBeforeUnload: done,
    setEnableDebug: done,
    reportAnalytics: reported,
    reportEvent: reported,
    reportMonitor: reported,
    reportPerformance: reported,
    getLogManager: { recorded: true, raw: true, run: logManager },
    getRealtimeLogManager: { recorded: true, raw: true, run: () => realtimeLog(host) },
    getPerformance: { recorded: true, raw: true, run: () => performanceFacts(host) },
    requestIdleCallback: { raw: true, run: (callback) => idle(host, callback) },
    cancelIdleCallback: { raw: true, run: (id) => host.clock.clearTimeout(id) },
    createInterstitialAd: { recorded: true, raw: true, run: () => noAd(host) },
    createRewardedVideoAd: { recorded: true, raw: true, run: () => noAd(host) },
  };
};

const account = (host) => ({
  miniProgram: { appId: host.config.appid, envVersion: 'release', version: host.config.version || '1.0.0' },
  plugin: {},
});

function extConfig(host) {
  try {
    return JSON.parse(host.project.text('ext.json') ?? '{}').ext ?? {};
  } catch {
    return {};
  }
}

function updateManager(host) {
  return {
    onCheckForUpdate: (listener) => void host.clock.setTimeout(() => listener?.({ hasUpdate: false }), 0),
    onUpdateReady: () => undefined,
    onUpdateFailed: () => undefined,
    applyUpdate: () => undefined,
  };
}

function logManager() {
  const silent = () => undefined;
  const tag = {
    debug: silent,
    info: silent,
    log: silent,
    warn: silent,
    error: silent,
    setFilterMsg: silent,
    addFilterMsg: silent,
  };
  return { ...tag, in: silent, getCurrentState: () => ({ size: 0, logCount: 0 }), tag: () => tag };
}

/** Unlike the other log, what is written here goes to the operator at once. */
function realtimeLog(host) {
  const kept = logManager();
  const sent =
    (name) =>
    (...args) =>
      host.recorder.begin(`RealtimeLogManager.${name}`, args).end(true, `${name}:ok`);
  const told = Object.fromEntries(['debug', 'info', 'warn', 'error'].map((name) => [name, sent(name)]));
  return { ...kept, ...told, tag: () => ({ ...kept.tag(), ...told }) };
}

/** All subpackages are here from the start. */
function preDownload(host) {
  const task = {};
  const listeners = emitters(host, task, ['ProgressUpdate']);
  const all = { progress: 100, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 };
  host.clock.setTimeout(() => listeners.ProgressUpdate.emit(all), 0);
  return task;
}

const ENTRY_TYPES = ['navigation', 'render', 'script', 'loadPackage', 'resource'];

function performanceFacts(host) {
  return {
    now: () => host.clock.elapsed(),
    getEntries: () => [],
    getEntriesByName: () => [],
    getEntriesByType: () => [],
    setBufferSize: () => undefined,
    createObserver: () => ({ supportedEntryTypes: ENTRY_TYPES, observe: () => undefined, disconnect: () => undefined }),
  };
}

const idle = (host, callback) =>
  host.clock.setTimeout(() => callback({ didTimeout: false, timeRemaining: () => 8 }), 1);

/** No advertisement is ever there, as for a program without fill. */
function noAd(host) {
  const errors = [];
  const missing = () => {
    const error = { errCode: 1004, errMsg: 'no ad' };
    for (const listener of errors) host.clock.setTimeout(listener, 0, error);
    return Promise.reject(error);
  };
  const quiet = () => undefined;
  return {
    load: missing,
    show: missing,
    destroy: quiet,
    onLoad: quiet,
    offLoad: quiet,
    onClose: quiet,
    offClose: quiet,
    onError: (listener) => void errors.push(listener),
    offError: quiet,
  };
}
