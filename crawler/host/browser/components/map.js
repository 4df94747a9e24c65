/** `map`: a labelled box that lists its position and markers; tapping a listed marker taps the marker. */
import { emit, inner, listen, mirror, record } from './shared/element.js';
import { placeholderBox } from './shared/placeholder.js';

const MOST_LISTED = 8;

export default (host) => {
  const draw = (comp) => {
    const { latitude, longitude, markers, showLocation } = comp.data;
    const place = `${Number(latitude).toFixed(4)}, ${Number(longitude).toFixed(4)}`;
    comp.box.say(`地图 ${place}`, showLocation ? ['我的位置'] : []);
    const listed = (Array.isArray(markers) ? markers : []).slice(0, MOST_LISTED);
    comp.list.replaceChildren(
      ...listed.map((marker) => {
        const text = (marker.callout && marker.callout.content) || marker.title || `#${marker.id ?? ''}`;
        const row = inner(host, 'div', 'wx-map-marker', String(text));
        row.addEventListener('click', (event) => {
          event.stopPropagation();
          emit(host, comp, 'markertap', { markerId: marker.id });
          if (marker.callout) emit(host, comp, 'callouttap', { markerId: marker.id });
        });
        return row;
      }),
    );
    mirror(comp, { latitude: String(latitude), longitude: String(longitude) });
  };
  const properties = {};
  for (const name of ['polyline', 'circles', 'controls', 'includePoints', 'polygons', 'setting', 'markers']) {
    properties[name] = null;
  }
  for (const name of ['showLocation', 'showCompass', 'showScale', 'enableOverlooking', 'enableSatellite']) {
    properties[name] = Boolean;
  }
  for (const name of ['enableZoom', 'enableScroll', 'enableRotate', 'enable3D', 'enablePoi', 'enableBuilding']) {
    properties[name] = null;
  }
  return {
    tag: 'map',
    properties: {
      ...properties,
      latitude: Number,
      longitude: Number,
      scale: { type: Number, value: 16 },
      subkey: String,
      layerStyle: null,
      rotate: Number,
      skew: Number,
    },
    observers: {
      'latitude, longitude, markers, showLocation': function redraw() {
        draw(this);
      },
    },
    lifetimes: {
      created() {
        this.box = placeholderBox(host, this, 'map');
        this.list = inner(host, 'div', 'wx-map-markers');
        this.box.box.append(this.list);
        draw(this);
        listen(this, 'tap', () => {
          const { latitude, longitude } = this.data;
          emit(host, this, 'maptap', { latitude, longitude });
        });
      },
      attached() {
        const { latitude, longitude, showLocation, markers } = this.data;
        const count = Array.isArray(markers) ? markers.length : 0;
        record(host, this, 'component.map', { latitude, longitude, showLocation, markers: count });
        host.clock.setTimeout(() => emit(host, this, 'updated', {}), 0);
      },
    },
  };
};
