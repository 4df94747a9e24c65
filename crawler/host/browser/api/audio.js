// Sound: players load what they are given, silently; recording is asked of the platform.
import { emitters } from './shared/listeners.js';

const EVENTS = [
  'Canplay',
  'Play',
  'Pause',
  'Stop',
  'Ended',
  'TimeUpdate',
  'Error',
  'Waiting',
  'Seeking',
  'Seeked',
  'Prev',
  'Next',
];
const DOM_EVENTS = {
  canplay: 'Canplay',
  play: 'Play',
  pause: 'Pause',
  ended: 'Ended',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
};
/** Of the host: the program went to the background, or somebody calls. */
const HALTING = ['appHide', 'audioInterruptionBegin'];
const RECORDER_EVENTS = [
  'Start',
  'Pause',
  'Resume',
  'Stop',
  'FrameRecorded',
  'Error',
  'InterruptionBegin',
  'InterruptionEnd',
];

export default (host) => {
  let background = null;
  let recorder = null;
  return {
    createInnerAudioContext: { raw: true, run: () => createPlayer(host, 'InnerAudioContext') },
    createAudioContext: { raw: true, run: () => withSetSrc(createPlayer(host, 'AudioContext')) },
    getBackgroundAudioManager: {
      raw: true,
      run: () => (background ??= createPlayer(host, 'BackgroundAudioManager', true)),
    },
    getRecorderManager: { raw: true, run: () => (recorder ??= createRecorder(host)) },
    setInnerAudioOption: { recorded: true, run: () => undefined },
    getAvailableAudioSources: { run: () => ({ audioSources: ['auto', 'mic'] }) },
  };
};

/** The older context is told its sound by a method. */
const withSetSrc = (player) => Object.assign(player, { setSrc: (src) => void (player.src = src) });

function createPlayer(host, name, playsAtOnce = false) {
  const audio = new host.real.window.Audio();
  audio.muted = true;
  let src = '';
  const player = {
    startTime: 0,
    autoplay: false,
    obeyMuteSwitch: true,
    volume: 1,
    buffered: 0,
    title: '',
    singer: '',
    epname: '',
    coverImgUrl: '',
    webUrl: '',
    protocol: 'http',
    audioType: 'audio',
    referrerPolicy: 'no-referrer',
    referrerPath: '',
  };
  const listeners = emitters(host, player, EVENTS);
  for (const [event, own] of Object.entries(DOM_EVENTS)) {
    audio.addEventListener(event, () => listeners[own].emit({}));
  }
  // In the background, and while somebody calls, only the background's own player goes on.
  const halt = () => audio.pause();
  if (!playsAtOnce) for (const event of HALTING) host.events.on(event, halt);
  audio.addEventListener('error', () => listeners.Error.emit({ errCode: 10001, errMsg: 'errCode:10001' }));
  const play = () => void audio.play().catch(() => undefined);
  const load = (value) => {
    src = String(value);
    host.recorder.begin(`${name}.src`, { src }).end(true, `${name}.src:ok`);
    audio.src = host.displayUrl(src);
    if (playsAtOnce || player.autoplay) play();
  };
  const facts = {
    src: { get: () => src, set: load },
    currentTime: { get: () => audio.currentTime },
    duration: { get: () => audio.duration || 0 },
    paused: { get: () => audio.paused },
    loop: { get: () => audio.loop, set: (value) => void (audio.loop = value === true) },
    playbackRate: { get: () => audio.playbackRate, set: (value) => void (audio.playbackRate = Number(value) || 1) },
  };
  for (const [key, accessors] of Object.entries(facts))
    Object.defineProperty(player, key, { enumerable: true, ...accessors });
  const stop = () => {
    audio.pause();
    audio.currentTime = 0;
    listeners.Stop.emit({});
  };
  const destroy = () => {
    for (const event of HALTING) host.events.off(event, halt);
    halt();
    audio.removeAttribute('src');
  };
  const seek = (seconds) => void (audio.currentTime = Number(seconds) || 0);
  return Object.assign(player, { play, stop, seek, destroy, pause: halt });
}

function createRecorder(host) {
  const manager = {};
  const listeners = emitters(host, manager, RECORDER_EVENTS);
  let started = null;
  const interrupted = (name) => () => {
    if (started !== null) listeners[name].emit({});
  };
  for (const event of HALTING) host.events.on(event, interrupted('InterruptionBegin'));
  for (const event of ['appShow', 'audioInterruptionEnd']) host.events.on(event, interrupted('InterruptionEnd'));
  const failed = (errMsg, errno) => listeners.Error.emit({ errMsg: `operateRecorder:fail ${errMsg}`, errno });
  manager.start = async (options = {}) => {
    const call = host.recorder.begin('RecorderManager.start', options);
    try {
      const { files } = await host.native('RecorderManager.start', options, call);
      started = { at: host.clock.now(), path: host.files.receive(files)[0].path };
      call.end(true, 'operateRecorder:ok');
      listeners.Start.emit({});
    } catch (error) {
      const why = String(error.reason ?? 'internal error').replace(/^fail /, '');
      call.end(false, `operateRecorder:fail ${why}`, error.errno);
      failed(why, error.errno);
    }
  };
  manager.stop = () => {
    if (started === null) return failed('recorder not start');
    // Told so that the judgement knows how long the microphone was on.
    host.recorder.begin('RecorderManager.stop', {}).end(true, 'operateRecorder:ok');
    const { at, path } = started;
    started = null;
    const duration = Math.round(host.clock.now() - at);
    return listeners.Stop.emit({ tempFilePath: path, duration, fileSize: host.files.stat(path).size });
  };
  manager.pause = () => listeners.Pause.emit({});
  manager.resume = () => listeners.Resume.emit({});
  return manager;
}
