// Asks every member of wx, and looks for every member of the objects it hands out. Put before this: TABLE, owner ->
// {member: kind}; FIELDS, member of wx -> what its answer must hold; WINDOWS, members that wait for a user.
const call = (name, kind) => {
  if (kind === 'value') return { value: typeof wx[name] };
  if (kind === 'on' || kind === 'off') return { returned: typeof wx[name](() => undefined) };
  const given = Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : {};
  if (kind === 'sync') {
    const value = wx[name](...(Array.isArray(given) ? given : [given]));
    if (value instanceof Promise) value.catch(() => undefined);
    return {
      type: typeof value,
      has: FIELDS[name].filter((field) => value !== null && typeof value === 'object' && field in value),
    };
  }
  const answer = {};
  const told = (how) => (result) => {
    answer[how] = result?.errMsg ?? typeof result;
    answer.has ??= FIELDS[name].filter((field) => result && field in result);
  };
  wx[name]({ ...given, success: told('success'), fail: told('fail'), complete: told('complete') });
  return answer;
};
const picture = `${wx.env.USER_DATA_PATH}/p.png`;
const place = { latitude: 39.9, longitude: 116.4 };
const url = 'https://a.invalid/';
const SAMPLES = {
  request: { url },
  downloadFile: { url },
  uploadFile: { url, filePath: picture, name: 'f' },
  connectSocket: { url: 'wss://a.invalid/' },
  setStorage: { key: 'k', data: 1 },
  setStorageSync: ['k', 1],
  getStorage: { key: 'k' },
  getStorageSync: ['k'],
  removeStorageSync: ['none'],
  removeStorage: { key: 'none' },
  clearStorage: {},
  batchSetStorage: { kvList: [{ key: 'k', value: 1 }] },
  batchSetStorageSync: [[{ key: 'k', value: 1 }]],
  batchGetStorage: { keyList: ['k'] },
  batchGetStorageSync: [['k']],
  base64ToArrayBuffer: ['aGk='],
  arrayBufferToBase64: [new ArrayBuffer(2)],
  createBufferURL: [new ArrayBuffer(2)],
  canIUse: ['request'],
  createWorker: ['workers/w.js'],
  createSelectorQuery: [],
  createVideoContext: ['v'],
  createMapContext: ['m'],
  createLivePlayerContext: ['l'],
  createCanvasContext: ['c'],
  createIntersectionObserver: [null],
  createInterstitialAd: [{ adUnitId: 'a' }],
  createRewardedVideoAd: [{ adUnitId: 'a' }],
  reportAnalytics: ['e', {}],
  reportEvent: ['e', {}],
  reportMonitor: ['1', 1],
  reportPerformance: [1, 1],
  nextTick: [() => undefined],
  requestIdleCallback: [() => undefined],
  showToast: { title: 't' },
  showLoading: { title: 't' },
  setNavigationBarTitle: { title: 't' },
  setNavigationBarColor: { frontColor: '#ffffff', backgroundColor: '#000000' },
  setTabBarItem: { index: 0, text: 't' },
  setTabBarBadge: { index: 0, text: '1' },
  removeTabBarBadge: { index: 0 },
  showTabBarRedDot: { index: 0 },
  hideTabBarRedDot: { index: 0 },
  pageScrollTo: { scrollTop: 0 },
  getImageInfo: { src: picture },
  compressImage: { src: picture },
  compressVideo: { src: picture },
  getVideoInfo: { src: picture },
  saveImageToPhotosAlbum: { filePath: picture },
  saveVideoToPhotosAlbum: { filePath: picture },
  openDocument: { filePath: picture },
  saveFileToDisk: { filePath: picture },
  previewImage: { urls: [picture] },
  previewMedia: { sources: [{ url: picture }] },
  showActionSheet: { itemList: ['1'] },
  makePhoneCall: { phoneNumber: '10000' },
  openLocation: place,
  setClipboardData: { data: 't' },
  setScreenBrightness: { value: 0.5 },
  setKeepScreenOn: { keepScreenOn: true },
  getRandomValues: { length: 4 },
  loadFontFace: { family: 'f', source: 'url("data:font/woff2;base64,AAAA")' },
  navigateTo: { url: '/pages/none' },
  redirectTo: { url: '/pages/none' },
  reLaunch: { url: '/pages/none' },
  switchTab: { url: '/pages/none' },
  restartMiniProgram: { path: 'pages/none' },
  requestOrderPayment: { timeStamp: '1', nonceStr: 'n', package: 'p', paySign: 's' },
  requestPayment: { timeStamp: '1', nonceStr: 'n', package: 'p', paySign: 's' },
  navigateToMiniProgram: { appId: 'wx' },
  openEmbeddedMiniProgram: { appId: 'wx' },
  canvasToTempFilePath: { canvas: wx.createOffscreenCanvas({ type: '2d', width: 2, height: 2 }) },
  canvasGetImageData: {
    canvas: wx.createOffscreenCanvas({ type: '2d', width: 2, height: 2 }),
    x: 0,
    y: 0,
    width: 1,
    height: 1,
  },
  canvasPutImageData: {
    canvas: wx.createOffscreenCanvas({ type: '2d', width: 2, height: 2 }),
    data: new Uint8ClampedArray(4),
    width: 1,
    height: 1,
  },
};
const database = () => wx.cloud.database();
const MAKERS = {
  wx: () => wx,
  'wx.cloud': () => wx.cloud,
  RequestTask: () => wx.request({ url }),
  DownloadTask: () => wx.downloadFile({ url }),
  UploadTask: () => wx.uploadFile({ url, filePath: picture, name: 'f' }),
  SocketTask: () => wx.connectSocket({ url: 'wss://a.invalid/' }),
  InnerAudioContext: () => wx.createInnerAudioContext(),
  AudioContext: () => wx.createAudioContext('a'),
  BackgroundAudioManager: () => wx.getBackgroundAudioManager(),
  RecorderManager: () => wx.getRecorderManager(),
  CameraContext: () => wx.createCameraContext(),
  CameraFrameListener: () => wx.createCameraContext().onCameraFrame(() => undefined),
  VideoContext: () => wx.createVideoContext('v'),
  MapContext: () => wx.createMapContext('m'),
  LivePlayerContext: () => wx.createLivePlayerContext('l'),
  LivePusherContext: () => wx.createLivePusherContext(),
  FileSystemManager: () => wx.getFileSystemManager(),
  Stats: () => wx.getFileSystemManager().statSync(picture),
  SelectorQuery: () => wx.createSelectorQuery(),
  NodesRef: () => wx.createSelectorQuery().select('#a'),
  IntersectionObserver: (page) => wx.createIntersectionObserver(page),
  Animation: () => wx.createAnimation(),
  CanvasContext: () => wx.createCanvasContext('c'),
  CanvasGradient: () => wx.createCanvasContext('c').createLinearGradient(0, 0, 1, 1),
  OffscreenCanvas: () => wx.createOffscreenCanvas({ type: '2d' }),
  Image: () => wx.createOffscreenCanvas({ type: '2d' }).createImage(),
  UpdateManager: () => wx.getUpdateManager(),
  LogManager: () => wx.getLogManager(),
  RealtimeLogManager: () => wx.getRealtimeLogManager(),
  RealtimeTagLogManager: () => wx.getRealtimeLogManager().tag('t'),
  Performance: () => wx.getPerformance(),
  PerformanceObserver: () => wx.getPerformance().createObserver(() => undefined),
  InterstitialAd: () => wx.createInterstitialAd({ adUnitId: 'x' }),
  RewardedVideoAd: () => wx.createRewardedVideoAd({ adUnitId: 'x' }),
  UserCryptoManager: () => wx.getUserCryptoManager(),
  CacheManager: () => wx.createCacheManager(),
  NFCAdapter: () => wx.getNFCAdapter(),
  Worker: () => {
    wx.createWorker('workers/w.js').terminate();
    return wx.createWorker('workers/w.js');
  },
  VKSession: () => wx.createVKSession({}),
  PreDownloadSubpackageTask: () => wx.preDownloadSubpackage({}),
  Database: database,
  DatabaseCommand: () => database().command,
  DatabaseQueryCommand: () => database().command.gt(1),
  DatabaseLogicCommand: () => database().command.and([]),
  CollectionReference: () => database().collection('c'),
  DocumentReference: () => database().collection('c').doc('d'),
  Query: () => database().collection('c').where({}),
  Aggregate: () => database().collection('c').aggregate(),
  RealtimeListener: () =>
    database()
      .collection('c')
      .watch({ onChange: () => undefined }),
  IGeo: () => database().Geo,
  GeoPoint: () => database().Geo.Point(1, 2),
  GeoMultiPoint: () => database().Geo.MultiPoint([]),
  GeoLineString: () => database().Geo.LineString([]),
  GeoMultiLineString: () => database().Geo.MultiLineString([]),
  GeoPolygon: () => database().Geo.Polygon([]),
  GeoMultiPolygon: () => database().Geo.MultiPolygon([]),
};
// They draw over the page or leave it; what they do has tests of its own.
const LAST = ['exitMiniProgram', 'navigateBackMiniProgram', 'navigateBack', 'showModal', 'showActionSheet'];
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

Page({
  async onReady() {
    wx.getFileSystemManager().writeFileSync(picture, PICTURE, 'base64');
    const missing = {};
    for (const [owner, names] of Object.entries(TABLE)) {
      if (!Object.hasOwn(MAKERS, owner)) continue;
      const object = MAKERS[owner](this);
      missing[owner] = Object.keys(names).filter((name) => !(object && name in object));
    }
    const order = Object.entries(TABLE.wx).sort(([a], [b]) => LAST.includes(a) - LAST.includes(b));
    const answers = {};
    for (const [name, kind] of order) {
      try {
        answers[name] = wx[name] === undefined ? { absent: true } : call(name, kind);
      } catch (error) {
        answers[name] = { thrown: error.errMsg ?? String(error) };
      }
    }
    const open = ([name, one]) => TABLE.wx[name] === 'async' && !one.complete && !one.thrown && !WINDOWS.includes(name);
    for (let round = 0; round < 200 && Object.entries(answers).some(open); round += 1) {
      await new Promise((next) => setTimeout(next, 20));
    }
    out.missing = missing;
    out.answers = answers;
    out.made = Object.keys(MAKERS);
    done();
  },
});
