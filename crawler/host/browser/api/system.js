// What a program learns about phone, window and app. The phone's brand and model are planted.

const WECHAT_VERSION = '8.0.50';

export default (host) => {
  const sync = (run) => ({ sync: true, run: () => run(host) });
  return {
    getSystemInfo: { raw: true, run: (options) => answerAtOnce(host, options) },
    getSystemInfoAsync: { run: () => systemInfo(host) },
    getSystemInfoSync: sync(systemInfo),
    getWindowInfo: sync(windowInfo),
    getDeviceInfo: sync(deviceInfo),
    getAppBaseInfo: sync(appBaseInfo),
    getSystemSetting: sync(systemSetting),
    getAppAuthorizeSetting: sync(authorizeSetting),
    getSkylineInfoSync: sync(() => ({ isSupported: false, version: '', reason: 'webview' })),
    getSkylineInfo: { run: () => ({ isSupported: false, version: '', reason: 'webview' }) },
    getRendererUserAgent: { run: () => ({ userAgent: navigator.userAgent }) },
    getDeviceBenchmarkInfo: { run: () => ({ benchmarkLevel: 30, modelLevel: 2 }) },
    getMenuButtonBoundingClientRect: sync(menuButton),
  };
};

/** Programs read in the next line what this callback set: a device calls it before it returns. */
function answerAtOnce(host, options) {
  const result = { ...systemInfo(host), errMsg: 'getSystemInfo:ok' };
  const callbacks = [options?.success, options?.complete].filter((one) => typeof one === 'function');
  if (callbacks.length === 0) return Promise.resolve(result);
  for (const callback of callbacks) {
    try {
      callback(result);
    } catch (error) {
      host.reportError(error, 'getSystemInfo callback');
    }
  }
  return undefined;
}

const STATUS_BAR = 20;

function windowInfo(host) {
  const { innerWidth: screenWidth, innerHeight: screenHeight } = host.real.window;
  const { top, width, height } = host.pages.windowInfo();
  return {
    pixelRatio: 2,
    screenWidth,
    screenHeight,
    windowWidth: width,
    windowHeight: height,
    statusBarHeight: STATUS_BAR,
    screenTop: top,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: STATUS_BAR,
      bottom: screenHeight,
      width: screenWidth,
      height: screenHeight - STATUS_BAR,
    },
  };
}

function deviceInfo(host) {
  const {
    brand = 'HUAWEI',
    model = 'ALN-AL00',
    system = 'Android 13',
    platform = 'android',
  } = host.config.system ?? {};
  return {
    brand,
    model,
    system,
    platform,
    abi: 'arm64-v8a',
    deviceAbi: 'arm64-v8a',
    benchmarkLevel: 30,
    memorySize: '7680',
    cpuType: 'Kirin',
  };
}

function appBaseInfo(host) {
  return {
    SDKVersion: host.config.sdkVersion,
    enableDebug: false,
    host: { appId: '', env: 'WeChat', version: WECHAT_VERSION },
    language: 'zh_CN',
    version: WECHAT_VERSION,
    theme: 'light',
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
  };
}

const systemSetting = () => ({
  bluetoothEnabled: true,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
});

/** What the phone's system grants to the app that hosts mini programs. */
const authorizeSetting = () => ({
  albumAuthorized: 'authorized',
  bluetoothAuthorized: 'authorized',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  locationReducedAccuracy: false,
  microphoneAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
  notificationAlertAuthorized: 'authorized',
  notificationBadgeAuthorized: 'authorized',
  notificationSoundAuthorized: 'authorized',
  phoneCalendarAuthorized: 'authorized',
});

function systemInfo(host) {
  const authorized = Object.entries(authorizeSetting()).map(([name, value]) => [name, value === 'authorized']);
  return {
    ...deviceInfo(host),
    ...windowInfo(host),
    ...systemSetting(),
    ...Object.fromEntries(authorized),
    ...appBaseInfo(host),
    locationReducedAccuracy: false,
    isAmberMode: false,
    enableDebug: false,
  };
}

function menuButton(host) {
  const { width, height, top, right, bottom, left } = host.dialogs.capsule.rect();
  return { width, height, top, right, bottom, left };
}
