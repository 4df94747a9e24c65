// Position: asked of the platform; changes arrive from it as events.
import { Listeners } from './shared/listeners.js';
import { expect } from './shared/parameters.js';

export default (host) => {
  const changes = new Listeners(host);
  const errors = new Listeners(host);
  host.events.on('locationChange', (position) => changes.emit(position));
  host.events.on('locationChangeError', (error) => errors.emit(error));
  const openLocation = (options, call) => {
    expect(host, options, { latitude: 'Number', longitude: 'Number' });
    return host.native('openLocation', options, call);
  };
  return {
    getLocation: { native: true, defaults: { type: 'wgs84', altitude: false } },
    getFuzzyLocation: { native: true, defaults: { type: 'wgs84' } },
    chooseLocation: { native: true },
    choosePoi: { native: true },
    openLocation: { run: openLocation },
    startLocationUpdate: { native: true, defaults: { type: 'gcj02' } },
    startLocationUpdateBackground: { native: true, defaults: { type: 'gcj02' } },
    stopLocationUpdate: { native: true },
    onLocationChange: { raw: true, run: changes.add },
    offLocationChange: { raw: true, run: changes.remove },
    onLocationChangeError: { raw: true, run: errors.add },
    offLocationChangeError: { raw: true, run: errors.remove },
  };
};
