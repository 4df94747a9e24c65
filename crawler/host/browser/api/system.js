// What a program learns about phone, window and app. The phone's brand and model are planted.

const WECHAT_VERSION = '8.0.50'

export default (host) => {
  const sync = (run) => ({ sync: true, run: () => run(host) })
  return {
    getSystemInfo: { run: () => systemInfo(host) },
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
  }
}

/** Heights of what the host draws around the page, in CSS pixels. */
function bars(host) {
  const { statusBarHeight = 40, navigationBarHeight = 44, tabBarHeight = 50 } = host.layout?.() ?? {}
  const page = host.router.current()
  const config = { ...host.project.app?.window, ...(page?.config ?? {}) }
  const tabs = (host.project.app?.tabBar?.list ?? []).map(({ pagePath }) => pagePath)
  const onTab = tabs.includes(page?.route ?? page?.path)
  return {
    statusBarHeight,
    top: config.navigationStyle === 'custom' ? 0 : statusBarHeight + navigationBarHeight,
    bottom: onTab && host.project.app?.tabBar?.custom !== true ? tabBarHeight : 0,
  }
}

function windowInfo(host) {
  const { statusBarHeight, top, bottom } = bars(host)
  const [screenWidth, screenHeight] = [host.real.innerWidth ?? innerWidth, host.real.innerHeight ?? innerHeight]
  return {
    pixelRatio: 2,
    screenWidth,
    screenHeight,
    windowWidth: screenWidth,
    windowHeight: screenHeight - top - bottom,
    statusBarHeight,
    screenTop: top,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: statusBarHeight,
      bottom: screenHeight,
      width: screenWidth,
      height: screenHeight - statusBarHeight,
    },
  }
}

function deviceInfo(host) {
  const { brand = 'HUAWEI', model = 'ALN-AL00', system = 'Android 13' } = host.config.system ?? {}
  return {
    brand,
    model,
    system,
    platform: 'android',
    abi: 'arm64-v8a',
    deviceAbi: 'arm64-v8a',
    benchmarkLevel: 30,
    memorySize: '7680',
    cpuType: 'Kirin',
  }
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
  }
}

const systemSetting = () => ({
  bluetoothEnabled: true,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
})

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
})

function systemInfo(host) {
  const authorized = Object.entries(authorizeSetting()).map(([name, value]) => [name, value === 'authorized'])
  const { screenTop, ...view } = windowInfo(host)
  return {
    ...deviceInfo(host),
    ...view,
    ...systemSetting(),
    ...Object.fromEntries(authorized),
    ...appBaseInfo(host),
    locationReducedAccuracy: false,
    isAmberMode: false,
    enableDebug: false,
  }
}

function menuButton(host) {
  const drawn = host.layout?.()?.menuButton ?? capsule()
  if (drawn) return drawn
  const { statusBarHeight } = bars(host)
  const [width, height] = [87, 32]
  const right = innerWidth - 7
  const top = statusBarHeight + 6
  return { width, height, top, right, bottom: top + height, left: right - width }
}

function capsule() {
  const dom = document.querySelector('[data-mi-part="capsule"]')
  if (dom === null) return null
  const { width, height, top, right, bottom, left } = dom.getBoundingClientRect()
  return width > 0 ? { width, height, top, right, bottom, left } : null
}
