/** `camera`, `live-pusher`, `live-player`, `voip-room`, `audio`: labelled boxes; cameras ask the platform first. */
import {
  askPlatform,
  assetUrl,
  emit,
  isRemote,
  isShown,
  listen,
  mirror,
  record,
  rectOf,
  tellUnsupported,
} from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

/** Sound that is not loaded has some length. */
const AUDIO_LENGTH_S = 30;
const AUDIO_TICK_S = 0.25;

export default (host) => {
  /** Opening a camera or microphone is a privacy interface of its own; a refusal is the component's `error`. */
  const openDevice = async (comp, api, title) => {
    const rect = rectOf(comp);
    try {
      await askPlatform(host, comp, api, { id: comp.id, rect: [rect.x, rect.y, rect.width, rect.height] });
    } catch (failure) {
      comp.box.say(title, ['未授权']);
      emit(host, comp, 'error', failure);
      return;
    }
    if (!isShown(comp)) return;
    comp.box.say(title, ['模拟画面']);
    emit(host, comp, comp.ready, { maxZoom: 1 });
  };

  const device = (tag, title, ready, properties) => ({
    tag,
    properties,
    lifetimes: {
      created() {
        this.ready = ready;
        this.box = placeholderBox(host, this, 'camera');
        this.box.say(title);
        mirror(this, { role: 'img' });
      },
      attached() {
        openDevice(this, tag, title);
      },
      detached() {
        emit(host, this, 'stop', {});
      },
    },
  });

  const stream = (tag, title) => ({
    tag,
    properties: { src: String, mode: String, autoplay: Boolean, muted: Boolean, orientation: String },
    observers: {
      src(src) {
        mirror(this, { src });
        if (src) record(host, this, `component.${tag}`, { src });
      },
    },
    lifetimes: {
      created() {
        this.box = placeholderBox(host, this, 'video');
        this.box.say(title, ['此环境不支持']);
        tellUnsupported(host, tag);
      },
    },
  });

  /** The old audio player: `action` commands it, a tap too; playing goes by the program's clock. */
  const audio = {
    tag: 'audio',
    properties: {
      src: String,
      loop: Boolean,
      controls: Boolean,
      poster: String,
      name: { type: String, value: '未知音频' },
      author: { type: String, value: '未知作者' },
      action: null,
    },
    observers: {
      'src, controls, name, author': function draw(src, controls, name, author) {
        mirror(this, { src });
        this.box.say(name, [author]);
        this.box.box.hidden = !controls;
        const url = assetUrl(host, this, src);
        if (url && isRemote(src) && url !== this.known) record(host, this, 'component.audio', { src: url });
        this.known = url;
      },
      action(action) {
        if (!action || typeof action !== 'object') return;
        if (action.method === 'play') this.play();
        else if (action.method === 'pause') this.pause();
        else if (action.method === 'setCurrentTime') this.time = Math.max(0, Number(action.data) || 0);
      },
    },
    lifetimes: {
      created() {
        this.box = placeholderBox(host, this, 'audio');
        this.box.box.hidden = true;
        this.time = 0;
        this.timer = null;
        const stop = () => {
          host.clock.clearInterval(this.timer);
          this.timer = null;
        };
        const tick = () => {
          this.time += AUDIO_TICK_S;
          emit(host, this, 'timeupdate', { currentTime: this.time, duration: AUDIO_LENGTH_S });
          if (this.time < AUDIO_LENGTH_S) return;
          this.time = 0;
          if (!this.data.loop) stop();
          emit(host, this, 'ended', {});
        };
        this.play = () => {
          if (this.timer !== null || !this.data.src) return;
          this.timer = host.clock.setInterval(tick, AUDIO_TICK_S * 1000);
          emit(host, this, 'play', {});
        };
        this.pause = () => {
          if (this.timer === null) return;
          stop();
          emit(host, this, 'pause', {});
        };
        listen(this, 'tap', () => (this.timer === null ? this.play() : this.pause()));
      },
      detached() {
        if (this.timer !== null) host.clock.clearInterval(this.timer);
      },
    },
  };

  const camera = { mode: String, resolution: String, devicePosition: String, flash: String, frameSize: String };
  const pusher = { url: String, mode: String, autopush: Boolean, muted: Boolean, enableCamera: null, enableMic: null };
  return [
    device('camera', '相机', 'initdone', camera),
    device('live-pusher', '直播推流', 'statechange', pusher),
    stream('live-player', '直播'),
    stream('channel-live', '视频号直播'),
    stream('channel-video', '视频号视频'),
    device('voip-room', '通话', 'initdone', { openid: String, mode: String, devicePosition: String }),
    audio,
  ];
};
