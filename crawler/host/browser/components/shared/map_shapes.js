/** What a `map` shows over its ground: lines, areas and circles as one drawing, markers and controls as elements. */
import { assetUrl, cssValue, inner, isRemote, pixels, record } from './element.js';

const SVG = 'http://www.w3.org/2000/svg';
/** So many of each kind are drawn; a program may hand over thousands. */
const MOST = 300;

const list = (value) =>
  (Array.isArray(value) ? value : []).filter((item) => item && typeof item === 'object').slice(0, MOST);
const isPlace = (item) => item && Number.isFinite(Number(item.latitude)) && Number.isFinite(Number(item.longitude));

/** `#RRGGBBAA`, as the platform writes colours, is what browsers know too. */
const color = (value, usual) => cssValue(value || usual);

const pathOf = (points, plane) =>
  list(points)
    .filter(isPlace)
    .map((place) => plane.toPoint(place))
    .map(({ x, y }, index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');

/** Fill `drawing`, an svg element, anew. */
export const drawShapes = (host, drawing, data, plane) => {
  const make = (name, attributes) => {
    const shape = host.real.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(attributes)) shape.setAttribute(attribute, String(value));
    return shape;
  };
  const lines = list(data.polyline).map((line) =>
    make('path', {
      d: pathOf(line.points, plane),
      fill: 'none',
      stroke: color(line.color, '#3875ff'),
      'stroke-width': Number(line.width) || 4,
      'stroke-dasharray': line.dottedLine ? '8 6' : 'none',
    }),
  );
  const areas = list(data.polygons).map((area) =>
    make('path', {
      d: `${pathOf(area.points, plane)}Z`,
      fill: color(area.fillColor, 'transparent'),
      stroke: color(area.strokeColor, '#3875ff'),
      'stroke-width': Number(area.strokeWidth) || 1,
    }),
  );
  const circles = list(data.circles)
    .filter(isPlace)
    .map((circle) => {
      const { x, y } = plane.toPoint(circle);
      return make('circle', {
        cx: x.toFixed(1),
        cy: y.toFixed(1),
        r: plane.metres(Number(circle.radius) || 0).toFixed(1),
        fill: color(circle.fillColor, 'transparent'),
        stroke: color(circle.color, '#3875ff'),
        'stroke-width': Number(circle.strokeWidth) || 1,
      });
    });
  drawing.replaceChildren(...areas, ...circles, ...lines);
};

/** A picture the program named; a remote one is on record once for each address. */
const picture = (host, comp, src, width, height) => {
  const url = assetUrl(host, comp, src);
  const image = inner(host, 'div', 'wx-map-icon');
  image.style.width = `${width}px`;
  image.style.height = `${height}px`;
  if (!url) return image;
  image.style.backgroundImage = `url(${JSON.stringify(url)})`;
  comp.loaded ??= new Set();
  if (isRemote(src) && !comp.loaded.has(url)) record(host, comp, 'component.image', { src: url });
  comp.loaded.add(url);
  return image;
};

const tag = (host, kind, settings) => {
  const element = inner(host, 'div', `wx-map-${kind}`, String(settings.content ?? ''));
  const { style } = element;
  if (settings.color) style.color = cssValue(settings.color);
  if (settings.fontSize) style.fontSize = `${pixels(host, settings.fontSize)}px`;
  if (settings.bgColor) style.background = cssValue(settings.bgColor);
  if (settings.borderRadius) style.borderRadius = `${pixels(host, settings.borderRadius)}px`;
  if (settings.padding) style.padding = `${pixels(host, settings.padding)}px`;
  return element;
};

/** Elements of the markers; `open` holds the ids of those whose callout or title was tapped open. */
export const markersOf = (host, comp, markers, plane, open) =>
  list(markers)
    .filter(isPlace)
    .map((marker) => {
      const { x, y } = plane.toPoint(marker);
      const element = inner(host, 'div', 'wx-map-marker');
      const width = pixels(host, marker.width) || 24;
      const height = pixels(host, marker.height) || 32;
      const anchor = marker.anchor || { x: 0.5, y: 1 };
      element.style.left = `${x - width * Number(anchor.x ?? 0.5)}px`;
      element.style.top = `${y - height * Number(anchor.y ?? 1)}px`;
      if (marker.alpha !== undefined) element.style.opacity = String(Number(marker.alpha));
      if (marker.zIndex) element.style.zIndex = String(Number(marker.zIndex) || 0);
      const icon = picture(host, comp, marker.iconPath, width, height);
      icon.classList.toggle('wx-map-pin', !marker.iconPath);
      if (marker.rotate) icon.style.transform = `rotate(${Number(marker.rotate)}deg)`;
      element.append(icon);
      const { callout } = marker;
      const isOpen = open.has(marker.id) || (callout && callout.display === 'ALWAYS');
      if (callout && isOpen) element.append(tag(host, 'callout', callout));
      else if (marker.title && isOpen) element.append(tag(host, 'callout', { content: marker.title }));
      if (marker.label) element.append(tag(host, 'label', marker.label));
      if (marker.ariaLabel) element.setAttribute('aria-label', String(marker.ariaLabel));
      element.marker = marker;
      return element;
    });

/** Elements of the deprecated `controls`: pictures at a place of the box. */
export const controlsOf = (host, comp) =>
  list(comp.data.controls).map((control) => {
    const { left = 0, top = 0, width = 40, height = 40 } = control.position || {};
    const element = picture(host, comp, control.iconPath, Number(width), Number(height));
    element.classList.add('wx-map-control');
    element.style.left = `${Number(left)}px`;
    element.style.top = `${Number(top)}px`;
    element.control = control;
    return element;
  });
