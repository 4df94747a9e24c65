// Contexts of components that show media, maps and editors. A component obeys by its `command(name, ...args)`; what it
// does not know moves nothing on our screen, and is recorded.
import { deliver, method } from './shared/callbacks.js';
import { findOne, innerComponent } from './shared/nodes.js';

const CASTING = ['startCasting', 'switchCasting', 'reconnectCasting', 'exitCasting'];
/** Called with plain values. */
const VIDEO = [
  'play',
  'pause',
  'stop',
  'seek',
  'sendDanmu',
  'playbackRate',
  'requestFullScreen',
  'exitFullScreen',
  'showStatusBar',
  'hideStatusBar',
  'requestBackgroundPlayback',
  'exitBackgroundPlayback',
];
const LIVE = [
  'play',
  'stop',
  'mute',
  'pause',
  'resume',
  'start',
  'switchCamera',
  'snapshot',
  'toggleTorch',
  'requestFullScreen',
  'exitFullScreen',
  'startPreview',
  'stopPreview',
  'playBGM',
  'stopBGM',
  'pauseBGM',
  'resumeBGM',
  'sendMessage',
  'setBGMVolume',
  'setMICVolume',
  'setZoom',
  'getMaxZoom',
  'createOffscreenCanvas',
  'onCustomRendererEvent',
  'applyBlusherStickMakeup',
  'applyEyeBrowMakeup',
  'applyEyeShadowMakeup',
  'applyFaceContourMakeup',
  'applyFilter',
  'applyLipStickMakeup',
  'applySticker',
  'clearFilters',
  'clearMakeups',
  'clearStickers',
  'exitPictureInPicture',
  'requestBackgroundPlayback',
  'exitBackgroundPlayback',
  ...CASTING,
];
const MAP = [
  'getCenterLocation',
  'getRegion',
  'getScale',
  'toScreenLocation',
  'fromScreenLocation',
  'translateMarker',
  'moveAlong',
  'includePoints',
  'setCenterOffset',
  'addMarkers',
  'removeMarkers',
  'addGroundOverlay',
  'removeGroundOverlay',
  'updateGroundOverlay',
  'addCustomLayer',
  'removeCustomLayer',
  'addVisualLayer',
  'removeVisualLayer',
  'executeVisualLayerCommand',
  'initMarkerCluster',
  'openMapApp',
  'addArc',
  'removeArc',
  'eraseLines',
  'setBoundary',
  'setLocMarkerIcon',
];
const EDITOR = ['format', 'scrollIntoView'];
const EDITOR_ASYNC = [
  'getContents',
  'setContents',
  'insertText',
  'insertImage',
  'insertDivider',
  'insertCustomBlock',
  'removeFormat',
  'undo',
  'redo',
  'clear',
  'blur',
  'getSelectionText',
];

/** The context of a built-in found by a selector query, by its kind; null for one without. */
const BY_KIND = {
  'wx://video': (host, find) => videoContext(host, find),
  'wx://map': (host, find) => mapContext(host, find),
  'wx://camera': (host) => cameraContext(host),
  'wx://editor': (host, find) => editorContext(host, find),
  'wx://live-player': (host) => unsupported(host, 'LivePlayerContext', LIVE),
  'wx://live-pusher': (host) => unsupported(host, 'LivePusherContext', LIVE),
};

export default (host) => {
  // For selector queries.
  host.contextOf = (element) => (Object.hasOwn(BY_KIND, element.is) ? BY_KIND[element.is](host, () => element) : null);
  const byId = (id, component) => {
    const caller = innerComponent(host, component);
    return () => findOne(caller, `#${CSS.escape(String(id))}`);
  };
  return {
    createVideoContext: { raw: true, run: (id, component) => videoContext(host, byId(id, component)) },
    createLivePlayerContext: { raw: true, run: () => unsupported(host, 'LivePlayerContext', LIVE) },
    createLivePusherContext: { raw: true, run: () => unsupported(host, 'LivePusherContext', LIVE) },
    createMapContext: { raw: true, run: (id, component) => mapContext(host, byId(id, component)) },
    createCameraContext: { raw: true, run: () => cameraContext(host) },
  };
};

/** Methods that hand their plain values to the component; nobody need wait for them. */
function commands(host, type, names, find) {
  const act =
    (name) =>
    (...args) => {
      const call = host.recorder.begin(`${type}.${name}`, args.length === 1 ? args[0] : args);
      const work = new Promise((resolve) => resolve(find()?.command?.(name, ...args)));
      const done = deliver(host, name, args[0], call, work);
      done?.catch(() => undefined);
      return done;
    };
  return Object.fromEntries(names.map((name) => [name, act(name)]));
}

/** Methods with options and callbacks whose outcome is the component's. */
function asked(host, type, names, find) {
  const ask = (name) => method(host, name, (options) => find().command?.(name, options), `${type}.${name}`);
  return Object.fromEntries(names.map((name) => [name, ask(name)]));
}

function unsupported(host, type, names) {
  const refuse = (name) => () => {
    host.send({ t: 'unsupported', name: `${type}.${name}` });
    throw new host.ApiError('not supported');
  };
  return Object.fromEntries(names.map((name) => [name, method(host, name, refuse(name), `${type}.${name}`)]));
}

function videoContext(host, find) {
  const done = (name) => method(host, name, () => undefined, `VideoContext.${name}`);
  return {
    ...commands(host, 'VideoContext', VIDEO, find),
    ...Object.fromEntries([...CASTING, 'exitPictureInPicture'].map((name) => [name, done(name)])),
  };
}

function mapContext(host, find) {
  const found = () => {
    const element = find();
    if (!element) throw new host.ApiError('invalid map');
    return element;
  };
  const add = (name, run) => method(host, name, run, `MapContext.${name}`);
  /** Without a place the map moves to where the user is, which the platform must allow. */
  const move = async (options, call) => {
    if (options.latitude === undefined) await host.native('MapContext.moveToLocation', options, call);
    return found().command?.('moveToLocation', options);
  };
  return {
    ...asked(host, 'MapContext', MAP, found),
    moveToLocation: add('moveToLocation', move),
    getRotate: add('getRotate', () => ({ rotate: Number(found().data?.rotate) || 0 })),
    getSkew: add('getSkew', () => ({ skew: Number(found().data?.skew) || 0 })),
    on: () => undefined,
  };
}

function cameraContext(host) {
  const taken = async (name, options, call) => {
    const { files } = await host.native(`CameraContext.${name}`, options, call);
    return host.files.receive(files)[0].path;
  };
  const add = (name, run) => method(host, name, run, `CameraContext.${name}`);
  /** Pictures of the camera are given by takePhoto only: a listener is started, and no frame comes. */
  const frames = () => ({
    start: method(host, 'start', () => undefined, 'CameraFrameListener.start'),
    stop: method(host, 'stop', () => undefined, 'CameraFrameListener.stop'),
  });
  return {
    takePhoto: add('takePhoto', async (options, call) => ({ tempImagePath: await taken('takePhoto', options, call) })),
    startRecord: add('startRecord', (options, call) => host.native('CameraContext.startRecord', options, call)),
    stopRecord: add('stopRecord', async (options, call) => ({
      tempThumbPath: '',
      tempVideoPath: await taken('stopRecord', options, call),
    })),
    setZoom: add('setZoom', ({ zoom }) => ({ zoom })),
    onCameraFrame: frames,
  };
}

function editorContext(host, find) {
  return { ...commands(host, 'EditorContext', EDITOR, find), ...asked(host, 'EditorContext', EDITOR_ASYNC, find) };
}
