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
    },
    lifetimes: {
      created() {
        this.box = placeholderBox(host, this, 'audio');
        this.box.box.hidden = true;
        let playing = false;
        listen(this, 'tap', () => {
          playing = !playing;
          emit(host, this, playing ? 'play' : 'pause', {});
        });
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
