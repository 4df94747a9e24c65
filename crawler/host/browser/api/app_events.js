// onX / offX of the app and the phone. The host emits by the names on the right.
import { Listeners } from './shared/listeners.js';

const EVENTS = {
  AppShow: 'appShow',
  AppHide: 'appHide',
  Error: 'error',
  UnhandledRejection: 'unhandledRejection',
  PageNotFound: 'pageNotFound',
  LazyLoadError: 'lazyLoadError',
  ThemeChange: 'themeChange',
  WindowResize: 'windowResize',
  MemoryWarning: 'memoryWarning',
  AudioInterruptionBegin: 'audioInterruptionBegin',
  AudioInterruptionEnd: 'audioInterruptionEnd',
  KeyboardHeightChange: 'keyboardHeight',
  UserCaptureScreen: 'userCaptureScreen',
  ScreenRecordingStateChanged: 'screenRecordingState',
  NetworkStatusChange: 'networkStatus',
  NetworkWeakChange: 'networkWeak',
  CopyUrl: 'copyUrl',
  AppRoute: 'appRoute',
  AppRouteDone: 'appRouteDone',
  BeforeAppRoute: 'beforeAppRoute',
  BeforePageLoad: 'beforePageLoad',
  AfterPageLoad: 'afterPageLoad',
  BeforePageUnload: 'beforePageUnload',
  AfterPageUnload: 'afterPageUnload',
  BatteryInfoChange: 'batteryInfo',
  KeyDown: 'keyDown',
  KeyUp: 'keyUp',
  ParallelStateChange: 'parallelState',
  ApiCategoryChange: 'apiCategory',
  MenuButtonBoundingClientRectWeightChange: 'menuButtonRect',
  GeneratePoster: 'generatePoster',
};

export default (host) => {
  const table = {};
  for (const [name, event] of Object.entries(EVENTS)) {
    const listeners = new Listeners(host);
    host.events.on(event, (...payload) => listeners.emit(...payload));
    table[`on${name}`] = { raw: true, run: listeners.add };
    table[`off${name}`] = { raw: true, run: listeners.remove };
  }
  return table;
};
