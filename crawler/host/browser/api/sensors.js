// Movement sensors: each start passes the platform's gate, then a phone lying still reports.
import { Listeners } from './shared/listeners.js';

const PERIOD_MS = 1000;
const SENSORS = {
  Accelerometer: ['startAccelerometer', 'stopAccelerometer', () => ({ x: 0.01, y: -0.02, z: -0.99 })],
  Compass: ['startCompass', 'stopCompass', () => ({ direction: 87.5, accuracy: 'high' })],
  DeviceMotion: [
    'startDeviceMotionListening',
    'stopDeviceMotionListening',
    () => ({ alpha: 12.1, beta: 0.4, gamma: -0.2 }),
  ],
  Gyroscope: ['startGyroscope', 'stopGyroscope', () => ({ x: 0, y: 0, z: 0 })],
};

export default (host) => {
  const table = {};
  for (const [name, [start, stop, sample]] of Object.entries(SENSORS)) {
    const listeners = new Listeners(host);
    let timer = null;
    const halt = () => {
      host.clock.clearInterval(timer);
      timer = null;
    };
    table[start] = {
      run: async (options, call) => {
        await host.native(start, options, call);
        timer ??= host.clock.setInterval(() => listeners.emit(sample()), PERIOD_MS);
      },
    };
    table[stop] = { run: halt };
    table[`on${name}Change`] = { raw: true, run: listeners.add };
    table[`off${name}Change`] = { raw: true, run: listeners.remove };
  }
  return table;
};
