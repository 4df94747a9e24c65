// Contexts of components that show media, maps and editors. What moves nothing on our screen is recorded.
import { method } from './shared/callbacks.js';
import { domOf, findOne, innerComponent, rectOf } from './shared/nodes.js';

const CASTING = ['startCasting', 'switchCasting', 'reconnectCasting', 'exitCasting'];
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
  'exitPictureInPicture',
  ...CASTING,
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
  'translateMarker',
  'moveAlong',
  'includePoints',
  'setCenterOffset',
  'addMarkers',
  'removeMarkers',
  'addGroundOverlay',
  'removeGroundOverlay',
  'addCustomLayer',
  'removeCustomLayer',
  'initMarkerCluster',
  'openMapApp',
  'addArc',
  'removeArc',
  'addVisualLayer',
  'removeVisualLayer',
  'executeVisualLayerCommand',
  'updateGroundOverlay',
  'eraseLines',
  'setBoundary',
  'setLocMarkerIcon',
];

/** The context of a built-in found by a selector query, by its kind; null for one without. */
const BY_KIND = {
  'wx://video': (host) => silent(host, 'VideoContext', VIDEO),
  'wx://map': (host, element) => mapContext(host, () => element),
  'wx://camera': (host) => cameraContext(host),
  'wx://editor': (host, element) => editorContext(host, element),
  'wx://live-player': (host) => unsupported(host, 'LivePlayerContext', LIVE),
  'wx://live-pusher': (host) => unsupported(host, 'LivePusherContext', LIVE),
};

export default (host) => {
  // For selector queries.
  host.contextOf = (element) => (Object.hasOwn(BY_KIND, element.is) ? BY_KIND[element.is](host, element) : null);
  return {
    createVideoContext: { raw: true, run: () => silent(host, 'VideoContext', VIDEO) },
    createLivePlayerContext: { raw: true, run: () => unsupported(host, 'LivePlayerContext', LIVE) },
    createLivePusherContext: { raw: true, run: () => unsupported(host, 'LivePusherContext', LIVE) },
    createMapContext: { raw: true, run: (id, component) => mapContext(host, () => byId(host, id, component)) },
    createCameraContext: { raw: true, run: () => cameraContext(host) },
  };
};

/** Methods that succeed without a visible effect. */
function silent(host, type, names) {
  return Object.fromEntries(names.map((name) => [name, method(host, name, () => undefined, `${type}.${name}`)]));
}

function unsupported(host, type, names) {
  const refuse = (name) => () => {
    host.send({ t: 'unsupported', name: `${type}.${name}` });
    throw new host.ApiError('not supported');
  };
  return Object.fromEntries(names.map((name) => [name, method(host, name, refuse(name), `${type}.${name}`)]));
}

const byId = (host, id, component) => findOne(innerComponent(host, component), `#${CSS.escape(String(id))}`);

function mapContext(host, find) {
  const data = () => find()?.data ?? {};
  const center = () => ({ latitude: Number(data().latitude) || 0, longitude: Number(data().longitude) || 0 });
  const plane = () => {
    const box = find() ? rectOf(find()) : { width: 0, height: 0 };
    return mercator(center(), Number(data().scale) || 16, box);
  };
  const region = () => {
    const { toPlace, width, height } = plane();
    return { southwest: toPlace({ x: 0, y: height }), northeast: toPlace({ x: width, y: 0 }) };
  };
  const add = (name, run) => method(host, name, run, `MapContext.${name}`);
  /** Without a place the map moves to where the user is, which the platform must allow. */
  const toUser = (options, call) =>
    options.latitude === undefined ? host.native('MapContext.moveToLocation', options, call) : undefined;
  return {
    ...silent(host, 'MapContext', MAP),
    moveToLocation: add('moveToLocation', toUser),
    getCenterLocation: add('getCenterLocation', center),
    getRegion: add('getRegion', region),
    toScreenLocation: add('toScreenLocation', (place) => plane().toPoint(place)),
    fromScreenLocation: add('fromScreenLocation', (point) => plane().toPlace(point)),
    getScale: add('getScale', () => ({ scale: Number(data().scale) || 16 })),
    getRotate: add('getRotate', () => ({ rotate: 0 })),
    getSkew: add('getSkew', () => ({ skew: 0 })),
    on: () => undefined,
  };
}

/** Web Mercator with tiles of 256 pixels, as map services draw: between places and pixels of the box. */
function mercator(middle, scale, { width, height }) {
  const world = 256 * 2 ** scale;
  const x = (longitude) => ((longitude + 180) / 360) * world;
  const y = (latitude) => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world;
  };
  const left = x(middle.longitude) - width / 2;
  const top = y(middle.latitude) - height / 2;
  const toPoint = ({ latitude, longitude }) => ({ x: x(Number(longitude)) - left, y: y(Number(latitude)) - top });
  const toPlace = (point) => {
    const tilt = Math.PI * (1 - (2 * (Number(point.y) + top)) / world);
    return {
      latitude: (Math.atan(Math.sinh(tilt)) * 180) / Math.PI,
      longitude: ((Number(point.x) + left) / world) * 360 - 180,
    };
  };
  return { toPoint, toPlace, width, height };
}

function cameraContext(host) {
  const taken = async (name, options, call) => {
    const { files } = await host.native(`CameraContext.${name}`, options, call);
    return host.files.receive(files)[0].path;
  };
  const add = (name, run) => method(host, name, run, `CameraContext.${name}`);
  return {
    takePhoto: add('takePhoto', async (options, call) => ({ tempImagePath: await taken('takePhoto', options, call) })),
    startRecord: add('startRecord', (options, call) => host.native('CameraContext.startRecord', options, call)),
    stopRecord: add('stopRecord', async (options, call) => ({
      tempThumbPath: '',
      tempVideoPath: await taken('stopRecord', options, call),
    })),
    setZoom: add('setZoom', ({ zoom }) => ({ zoom })),
    onCameraFrame: () => ({ start: () => undefined, stop: () => undefined }),
  };
}

const STYLING = ['format', 'removeFormat', 'insertDivider', 'insertImage', 'undo', 'redo', 'scrollIntoView'];

/** The editor holds plain text here: what only changes its look is recorded and shows nothing. */
function editorContext(host, element) {
  const field = () => domOf(element)?.querySelector('[contenteditable]');
  const add = (name, run) => method(host, name, run, `EditorContext.${name}`);
  const content = () => {
    const text = field()?.innerText ?? '';
    const html = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    return { text, html: `<p>${html}</p>`, delta: { ops: [{ insert: text }] } };
  };
  const write = (text) => {
    if (field()) field().textContent = String(text ?? '');
  };
  const textOf = ({ html, delta }) =>
    delta?.ops ? delta.ops.map(({ insert }) => insert).join('') : String(html ?? '').replace(/<[^>]*>/g, '');
  return {
    ...silent(host, 'EditorContext', STYLING),
    getContents: add('getContents', content),
    setContents: add('setContents', (options) => write(textOf(options))),
    insertText: add('insertText', ({ text }) => write(`${content().text}${text ?? ''}`)),
    clear: add('clear', () => write('')),
    blur: add('blur', () => void field()?.blur()),
    getSelectionText: add('getSelectionText', () => ({ text: '' })),
  };
}
