/** Web Mercator with tiles of 256 px, as map services draw: between places and pixels of a box. */
const TILE = 256;
const EQUATOR_M = 40075016.7;

const acrossOf = (longitude) => (Number(longitude) + 180) / 360;
const downOf = (latitude) => {
  const sine = Math.sin((Math.min(85, Math.max(-85, Number(latitude))) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
};

/** `center` `{latitude, longitude}` in the middle of a box of `width` by `height` px, at the map's `scale` (3 to 20). */
export const mercator = (center, scale, { width, height }) => {
  const world = TILE * 2 ** scale;
  const left = acrossOf(center.longitude) * world - width / 2;
  const top = downOf(center.latitude) * world - height / 2;
  return {
    /** Pixels from the box's corner. */
    toPoint: ({ latitude, longitude }) => ({
      x: acrossOf(longitude) * world - left,
      y: downOf(latitude) * world - top,
    }),
    toPlace: ({ x, y }) => ({
      latitude: (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + top)) / world))) * 180) / Math.PI,
      longitude: ((x + left) / world) * 360 - 180,
    }),
    /** Pixels that so many metres take here. */
    metres: (length) => (length / (EQUATOR_M * Math.cos((Number(center.latitude) * Math.PI) / 180))) * world,
  };
};

/** Centre and largest whole scale at which all `points` are inside the box. */
export const fitted = (points, { width, height }) => {
  const across = points.map(({ longitude }) => Number(longitude));
  const up = points.map(({ latitude }) => Number(latitude));
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  const center = { latitude: middle(up), longitude: middle(across) };
  const inside = (scale) => {
    const { toPoint } = mercator(center, scale, { width, height });
    return points.map(toPoint).every(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
  };
  let scale = 20;
  while (scale > 3 && !inside(scale)) scale -= 1;
  return { center, scale };
};
