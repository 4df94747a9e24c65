// Interfaces of base library 3.17.0 that this host knows and cannot do. Each use is counted and fails.
import { hollow } from './shared/hollow.js';

/** Called with options and callbacks. Only plugins may call the first, and nothing runs a plugin here. */
const ASYNC = ['authorizeForMiniProgram', 'rewriteRoute'];

/** Called for an object they return, by its name in the public API definitions. */
const OBJECTS = {
  createGlobalPayment: 'GlobalPayment',
  createInferenceSession: 'InferenceSession',
  createMediaAudioPlayer: 'MediaAudioPlayer',
  createMediaContainer: 'MediaContainer',
  createMediaRecorder: 'MediaRecorder',
  createTCPSocket: 'TCPSocket',
  createUDPSocket: 'UDPSocket',
  createVideoDecoder: 'VideoDecoder',
  createWebAudioContext: 'WebAudioContext',
  getXrFrameSystem: 'IXrFrameSystem',
  getPluginUpdateManager: 'PluginUpdateManager',
};

/** Of the other renderer, Skyline: there to be taken apart at load, of no effect. */
const VALUES = { worklet: 'Worklet', router: 'Router' };

export default (host) => {
  const tell = (name) => host.send({ t: 'unsupported', name: `wx.${name}` });
  const table = {};
  for (const name of ASYNC) {
    const run = () => {
      tell(name);
      throw new host.ApiError('not supported');
    };
    table[name] = { supported: false, run };
  }
  for (const [name, type] of Object.entries(OBJECTS)) {
    const run = () => {
      tell(name);
      return hollow(host, type, { unsupported: true });
    };
    table[name] = { supported: false, raw: true, run };
  }
  for (const [name, type] of Object.entries(VALUES)) {
    table[name] = { supported: false, value: hollow(host, type, { unsupported: true }) };
  }
  return table;
};
