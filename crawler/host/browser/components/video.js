/** `video`: poster and controls are drawn; a remote film is noted, and playing goes by the program's clock. */
import { assetUrl, emit, inner, isRemote, listen, mirror, record } from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

/** A film that is not loaded has some length. */
const LENGTH_S = 30;
const TICK_S = 0.25;

const FLAGS = ['autoplay', 'loop', 'muted', 'pageGesture', 'showMuteBtn', 'enableDanmu', 'danmuBtn', 'vslideGesture'];
const SHOWN = ['showPlayBtn', 'showCenterPlayBtn', 'showFullscreenBtn', 'showProgress', 'enableProgressGesture'];

const clockText = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, '0')).join(':');
};

/** The state of one film. */
class Film {
  constructor(host, comp) {
    this.host = host;
    this.comp = comp;
    this.time = 0;
    this.timer = null;
    this.rate = 1;
    this.box = placeholderBox(host, comp, 'video');
    this.poster = inner(host, 'div', 'wx-video-poster');
    this.button = inner(host, 'div', 'wx-video-play', '▶');
    this.bar = inner(host, 'div', 'wx-video-bar');
    this.small = inner(host, 'span', 'wx-video-small');
    this.times = inner(host, 'span', 'wx-video-times');
    this.line = inner(host, 'span', 'wx-video-line');
    this.done = inner(host, 'span', 'wx-video-done');
    this.full = inner(host, 'span', 'wx-video-full');
    this.line.append(this.done);
    this.bar.append(this.small, this.line, this.times, this.full);
    this.box.box.append(this.button, this.bar);
    this.box.box.prepend(this.poster);
  }

  get length() {
    return this.comp.data.duration > 0 ? this.comp.data.duration : LENGTH_S;
  }

  tell(name, detail = {}) {
    emit(this.host, this.comp, name, detail);
  }

  draw() {
    const { controls, showCenterPlayBtn, showPlayBtn, showProgress, showFullscreenBtn, title } = this.comp.data;
    const playing = this.timer !== null;
    this.box.say(title);
    this.poster.hidden = this.time > 0 || playing;
    this.button.hidden = !controls || playing || (showCenterPlayBtn === false && showPlayBtn !== false);
    this.bar.hidden = !controls;
    this.small.hidden = showPlayBtn === false;
    this.small.textContent = playing ? '❚❚' : '▶';
    this.line.hidden = showProgress === false;
    this.full.hidden = showFullscreenBtn === false;
    this.times.textContent = `${clockText(this.time)}/${clockText(this.length)}`;
    this.done.style.width = `${(this.time / this.length) * 100}%`;
  }

  play() {
    if (this.timer !== null || !this.comp.data.src) return;
    this.timer = this.host.clock.setInterval(() => this.tick(), TICK_S * 1000);
    this.draw();
    this.tell('play');
  }

  stop() {
    if (this.timer !== null) this.host.clock.clearInterval(this.timer);
    this.timer = null;
  }

  pause() {
    if (this.timer === null) return;
    this.stop();
    this.draw();
    this.tell('pause');
  }

  tick() {
    this.time = Math.min(this.length, this.time + TICK_S * this.rate);
    this.tell('timeupdate', { currentTime: this.time, duration: this.length });
    if (this.time < this.length) {
      this.draw();
      return;
    }
    this.time = 0;
    if (!this.comp.data.loop) this.stop();
    this.draw();
    this.tell('ended');
  }

  seek(position) {
    this.time = Math.min(this.length, Math.max(0, Number(position) || 0));
    this.draw();
    this.tell('seekcomplete', { position: this.time });
  }

  fullScreen(on) {
    if (this.comp.$$.classList.contains('wx-video-fullscreen') === on) return;
    this.comp.$$.classList.toggle('wx-video-fullscreen', on);
    this.tell('fullscreenchange', { fullScreen: on, direction: on ? 'horizontal' : 'vertical' });
  }
}

/** What `VideoContext` can have a film do, by name. */
const COMMANDS = {
  play: (film) => film.play(),
  pause: (film) => film.pause(),
  stop: (film) => {
    film.pause();
    film.time = 0;
    film.draw();
  },
  seek: (film, position) => film.seek(typeof position === 'object' && position ? position.position : position),
  playbackRate: (film, rate) => {
    film.rate = Number(rate) > 0 ? Number(rate) : 1;
  },
  requestFullScreen: (film) => film.fullScreen(true),
  exitFullScreen: (film) => film.fullScreen(false),
};

export default (host) => ({
  tag: 'video',
  properties: {
    ...Object.fromEntries(FLAGS.map((name) => [name, Boolean])),
    ...Object.fromEntries(SHOWN.map((name) => [name, null])),
    src: String,
    poster: String,
    title: String,
    duration: Number,
    controls: { type: Boolean, value: true },
    objectFit: { type: String, value: 'contain' },
    initialTime: Number,
    direction: null,
    danmuList: null,
    ariaLabel: String,
  },
  observers: {
    src(src) {
      mirror(this, { src });
      this.film.stop();
      this.film.time = 0;
      this.film.draw();
      const url = assetUrl(host, this, src);
      if (url && isRemote(src)) record(host, this, 'component.video', { src: url });
      host.clock.setTimeout(() => {
        if (!this.$$ || !src) return;
        emit(host, this, 'loadedmetadata', { width: 640, height: 360, duration: this.film.length });
        if (this.data.initialTime > 0) this.film.time = Math.min(this.film.length, this.data.initialTime);
        if (this.data.autoplay) this.film.play();
      }, 0);
    },
    poster(poster) {
      const url = assetUrl(host, this, poster);
      this.film.poster.style.backgroundImage = url ? `url(${JSON.stringify(url)})` : '';
      if (url && isRemote(poster)) record(host, this, 'component.image', { src: url });
    },
    objectFit(fit) {
      this.film.poster.style.backgroundSize = { fill: '100% 100%', cover: 'cover' }[fit] || 'contain';
    },
    [['title', 'controls', ...SHOWN].join(', ')]: function draw() {
      this.film.draw();
    },
    ariaLabel(label) {
      mirror(this, { 'aria-label': label });
    },
  },
  lifetimes: {
    created() {
      const film = new Film(host, this);
      this.film = film;
      this.command = (name, ...args) => COMMANDS[name]?.(film, ...args);
      listen(this, 'tap', (event) => {
        if (!this.data.controls) return;
        const { target } = event.getOriginalEvent() || {};
        if (target === film.full) film.fullScreen(!this.$$.classList.contains('wx-video-fullscreen'));
        else if (film.timer === null) film.play();
        else if (target === film.small) film.pause();
        else emit(host, this, 'controlstoggle', { show: true });
      });
    },
    detached() {
      this.film.stop();
    },
  },
});
