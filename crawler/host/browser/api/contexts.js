// Contexts of components that show media, maps and editors. What moves nothing on our screen is recorded.
import { method } from './shared/callbacks.js';
import { findAll, innerComponent } from './shared/nodes.js';

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
];
const MAP = [
  'moveToLocation',
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
];

export default (host) => ({
  createVideoContext: { raw: true, run: () => silent(host, 'VideoContext', VIDEO) },
  createLivePlayerContext: { raw: true, run: () => unsupported(host, 'LivePlayerContext', LIVE) },
  createLivePusherContext: { raw: true, run: () => unsupported(host, 'LivePusherContext', LIVE) },
  createMapContext: { raw: true, run: (id, component) => mapContext(host, id, component) },
  createCameraContext: { raw: true, run: () => cameraContext(host) },
});

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

function mapContext(host, id, component) {
  const data = () => findAll(innerComponent(host, component), `#${CSS.escape(String(id))}`)[0]?.data ?? {};
  const center = () => ({ latitude: Number(data().latitude) || 0, longitude: Number(data().longitude) || 0 });
  const region = () => {
    const { latitude, longitude } = center();
    return {
      southwest: { latitude: latitude - 0.01, longitude: longitude - 0.01 },
      northeast: { latitude: latitude + 0.01, longitude: longitude + 0.01 },
    };
  };
  const add = (name, run) => method(host, name, run, `MapContext.${name}`);
  return {
    ...silent(host, 'MapContext', MAP),
    getCenterLocation: add('getCenterLocation', center),
    getRegion: add('getRegion', region),
    getScale: add('getScale', () => ({ scale: Number(data().scale) || 16 })),
    getRotate: add('getRotate', () => ({ rotate: 0 })),
    getSkew: add('getSkew', () => ({ skew: 0 })),
    on: () => undefined,
  };
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
