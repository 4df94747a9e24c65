/** `map`: an empty ground that says where it is, with the program's markers, lines and areas in their true places. */
import { afterLayout, emit, inner, isShown, listen, mirror, record, twoSlots, wrapSlot } from './shared/element.js';
import { controlsOf, drawShapes, markersOf } from './shared/map_shapes.js';
import { fitted, mercator } from './shared/mercator.js';
import { placeholderBox } from './shared/placeholder.js';
import { followDrag } from './shared/touch.js';

const SVG = 'http://www.w3.org/2000/svg';
const SCALE = 16;
const ANYTHING = ['polyline', 'circles', 'controls', 'includePoints', 'polygons', 'setting', 'markers', 'layerStyle'];
const OFF = ['showLocation', 'showCompass', 'showScale', 'enableOverlooking', 'enableSatellite', 'enableTraffic'];
const ON = [
  'enableZoom',
  'enableScroll',
  'enableRotate',
  'enable3D',
  'enablePoi',
  'enableBuilding',
  'enableAutoMaxOverlooking',
];

/** One map: where it looks at and what has been tapped open. */
class Ground {
  constructor(host, comp) {
    this.host = host;
    this.comp = comp;
    this.open = new Set();
    this.center = { latitude: 0, longitude: 0 };
    this.scale = SCALE;
    /** What the program's context added, took away or moved; null while the property alone says it. */
    this.own = null;
    this.box = placeholderBox(host, comp, 'map');
    this.shapes = host.real.createElementNS(SVG, 'svg');
    this.shapes.setAttribute('class', 'wx-map-shapes');
    this.shapes.setAttribute('data-mi-inner', '');
    this.pins = inner(host, 'div', 'wx-map-pins');
    comp.$$.insertBefore(this.shapes, this.box.box.nextSibling);
    comp.$$.insertBefore(this.pins, this.shapes.nextSibling);
  }

  get size() {
    return { width: this.comp.$$.clientWidth, height: this.comp.$$.clientHeight };
  }

  get markers() {
    const { markers } = this.comp.data;
    return this.own ?? (Array.isArray(markers) ? markers : []);
  }

  set markers(markers) {
    this.own = markers;
    this.draw();
  }

  get plane() {
    return mercator(this.center, this.scale, this.size);
  }

  /** The program's place and scale hold again. */
  look() {
    const { latitude, longitude, scale, includePoints } = this.comp.data;
    this.center = { latitude: Number(latitude) || 0, longitude: Number(longitude) || 0 };
    this.scale = Math.min(20, Math.max(3, Number(scale) || SCALE));
    if (Array.isArray(includePoints) && includePoints.length) this.include(includePoints);
    else this.draw();
  }

  include(points) {
    const usable = points.filter((point) => point && Number.isFinite(Number(point.latitude)));
    if (usable.length && this.size.width) Object.assign(this, fitted(usable, this.size));
    this.draw();
  }

  draw() {
    if (!isShown(this.comp)) return;
    const { host, comp, plane } = this;
    const { latitude, longitude } = this.center;
    this.box.say(`地图 ${latitude.toFixed(4)}, ${longitude.toFixed(4)}`, comp.data.showLocation ? ['我的位置'] : []);
    drawShapes(host, this.shapes, comp.data, plane);
    this.pins.replaceChildren(...markersOf(host, comp, this.markers, plane, this.open), ...controlsOf(host, comp));
    mirror(comp, { latitude: String(latitude), longitude: String(longitude) });
  }

  region() {
    const { width, height } = this.size;
    const { plane } = this;
    return { southwest: plane.toPlace({ x: 0, y: height }), northeast: plane.toPlace({ x: width, y: 0 }) };
  }

  /** `begin` or `end` of a change of what is seen; on a device the event's own type says which. */
  tell(type, causedBy) {
    const detail = { type, causedBy };
    if (type === 'end')
      Object.assign(detail, {
        centerLocation: this.center,
        region: this.region(),
        scale: this.scale,
        rotate: 0,
        skew: 0,
      });
    emit(this.host, this.comp, 'regionchange', detail, { extraFields: { type, causedBy } });
  }

  goTo(center, causedBy) {
    this.tell('begin', causedBy);
    this.center = center;
    this.draw();
    this.tell('end', causedBy);
  }

  /** A tap on a marker or its callout, label or control; whether there was one. */
  hit(target) {
    const control = target.closest('.wx-map-control');
    if (control) {
      emit(this.host, this.comp, 'controltap', { controlId: control.control.id });
      return true;
    }
    const pin = target.closest('.wx-map-marker');
    if (!pin) return false;
    const { marker } = pin;
    const part = ['callout', 'label'].find((kind) => target.closest(`.wx-map-${kind}`));
    if (!part) {
      if (this.open.has(marker.id)) this.open.delete(marker.id);
      else this.open.add(marker.id);
      this.draw();
    }
    emit(this.host, this.comp, `${part || 'marker'}tap`, { markerId: marker.id });
    return true;
  }
}

/** What `MapContext` can have a map do, by name; each gets the options of the call. */
const COMMANDS = {
  moveToLocation: (ground, { latitude, longitude }) => {
    if (latitude !== undefined) ground.goTo({ latitude: Number(latitude), longitude: Number(longitude) }, 'update');
  },
  includePoints: (ground, { points }) => ground.include(Array.isArray(points) ? points : []),
  addMarkers: (ground, { markers, clear }) => {
    ground.markers = [...(clear ? [] : ground.markers), ...(Array.isArray(markers) ? markers : [])];
  },
  removeMarkers: (ground, { markerIds }) => {
    const gone = new Set(Array.isArray(markerIds) ? markerIds : []);
    ground.markers = ground.markers.filter((marker) => !marker || !gone.has(marker.id));
  },
  translateMarker: (ground, { markerId, destination, animationEnd }) => {
    ground.markers = ground.markers.map((marker) => (marker?.id === markerId ? { ...marker, ...destination } : marker));
    if (typeof animationEnd === 'function') animationEnd();
  },
  getCenterLocation: (ground) => ({ ...ground.center }),
  getScale: (ground) => ({ scale: ground.scale }),
  getRegion: (ground) => ground.region(),
  toScreenLocation: (ground, place) => ground.plane.toPoint(place),
  fromScreenLocation: (ground, point) => ground.plane.toPlace(point),
};

export default (host) => ({
  tag: 'map',
  ...twoSlots('callout'),
  properties: {
    ...Object.fromEntries([...ANYTHING, ...ON].map((name) => [name, null])),
    ...Object.fromEntries(OFF.map((name) => [name, Boolean])),
    latitude: Number,
    longitude: Number,
    scale: { type: Number, value: SCALE },
    minScale: Number,
    maxScale: Number,
    subkey: String,
    rotate: Number,
    skew: Number,
  },
  observers: {
    'latitude, longitude, scale, includePoints': function look() {
      if (isShown(this)) this.ground.look();
    },
    'polyline, circles, polygons, controls, showLocation': function redraw() {
      if (isShown(this)) this.ground.draw();
    },
    markers() {
      this.ground.own = null;
      if (isShown(this)) this.ground.draw();
    },
  },
  lifetimes: {
    created() {
      this.ground = new Ground(host, this);
      const { ground } = this;
      wrapSlot(this, 0, 'wx-map-own-callouts');
      this.command = (name, options) => COMMANDS[name]?.(ground, options ?? {});
      listen(
        this,
        'tap',
        (event) => {
          const { target } = event.getOriginalEvent() || {};
          if (target && target.closest && ground.hit(target)) event.stopPropagation();
        },
        { capture: true },
      );
      // The program's own listener, which comes later, gets the place as well.
      listen(this, 'tap', (event) => {
        const box = this.$$.getBoundingClientRect();
        const top = host.pages ? host.pages.windowInfo().top : 0;
        const point = { x: event.detail.x - box.left, y: event.detail.y + top - box.top };
        Object.assign(event.detail, ground.plane.toPlace(point));
      });
      let from = null;
      followDrag(host, this.$$, {
        start: () => {
          from = null;
          return this.data.enableScroll !== false;
        },
        move: (dx, dy, event) => {
          if (event.cancelable) event.preventDefault();
          if (from === null) {
            from = ground.plane;
            ground.tell('begin', 'gesture');
          }
          const { width, height } = ground.size;
          ground.center = from.toPlace({ x: width / 2 - dx, y: height / 2 - dy });
          ground.draw();
        },
        end: () => from !== null && ground.tell('end', 'drag'),
      });
    },
    attached() {
      const { latitude, longitude, showLocation, markers } = this.data;
      const count = Array.isArray(markers) ? markers.length : 0;
      record(host, this, 'component.map', { latitude, longitude, showLocation, markers: count });
      afterLayout(host, this, () => this.ground.look());
      host.clock.setTimeout(() => emit(host, this, 'updated', {}), 0);
    },
  },
});
