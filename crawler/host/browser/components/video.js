/** `video`: poster and controls are drawn; a remote film is noted, and playing goes by the program's clock. */
import { assetUrl, emit, inner, isRemote, listen, mirror, ownStyle, record } from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

const LENGTH_S = 30;

const FLAGS = ['autoplay', 'loop', 'muted', 'pageGesture', 'showMuteBtn', 'enableDanmu', 'danmuBtn'];

export default (host) => {
  const pause = (comp) => {
    if (comp.timer === null) return;
    host.clock.clearInterval(comp.timer);
    comp.timer = null;
    emit(host, comp, 'pause', {});
  };
  const tick = (comp) => {
    comp.time += 0.25;
    emit(host, comp, 'timeupdate', { currentTime: comp.time, duration: LENGTH_S });
    if (comp.time < LENGTH_S) return;
    comp.time = 0;
    if (comp.data.loop) return;
    host.clock.clearInterval(comp.timer);
    comp.timer = null;
    emit(host, comp, 'ended', {});
  };
  const play = (comp) => {
    if (comp.timer !== null || !comp.data.src) return;
    comp.box.box.classList.add('wx-box-playing');
    emit(host, comp, 'play', {});
    comp.timer = host.clock.setInterval(() => tick(comp), 250);
  };
  return {
    tag: 'video',
    properties: {
      ...Object.fromEntries(FLAGS.map((name) => [name, Boolean])),
      src: String,
      poster: String,
      title: String,
      duration: Number,
      controls: { type: Boolean, value: true },
      objectFit: { type: String, value: 'contain' },
      initialTime: Number,
      direction: null,
      danmuList: null,
      showPlayBtn: { type: Boolean, value: true },
      showCenterPlayBtn: { type: Boolean, value: true },
      showFullscreenBtn: { type: Boolean, value: true },
      showProgress: null,
      enableProgressGesture: null,
      vslideGesture: Boolean,
    },
    observers: {
      src(src) {
        mirror(this, { src });
        const url = assetUrl(host, this, src);
        if (url && isRemote(src)) record(host, this, 'component.video', { src: url });
        if (this.data.autoplay) host.clock.setTimeout(() => play(this), 0);
      },
      poster(poster) {
        const url = assetUrl(host, this, poster);
        ownStyle(this, url ? `background-image:url("${encodeURI(url)}")` : '');
        if (url && isRemote(poster)) record(host, this, 'component.image', { src: url });
      },
      'title, controls, showCenterPlayBtn': function draw(title, controls, center) {
        this.box.say(title);
        this.button.hidden = !(controls && center);
      },
    },
    lifetimes: {
      created() {
        this.time = 0;
        this.timer = null;
        /** What `wx.createVideoContext` calls. */
        this.command = (name, value) => {
          if (name === 'play') play(this);
          if (name === 'pause' || name === 'stop') pause(this);
          if (name === 'stop') this.time = 0;
          if (name === 'seek') this.time = Number(value) || 0;
        };
        this.box = placeholderBox(host, this, 'video');
        this.button = inner(host, 'div', 'wx-video-play', '▶');
        this.box.box.append(this.button);
        listen(this, 'tap', () => {
          if (!this.data.controls) return;
          if (this.timer === null) play(this);
          else pause(this);
        });
      },
      attached() {
        const facts = { width: 640, height: 360, duration: LENGTH_S };
        host.clock.setTimeout(() => emit(host, this, 'loadedmetadata', facts), 0);
      },
      detached() {
        if (this.timer !== null) host.clock.clearInterval(this.timer);
      },
    },
  };
};
