// base64 helpers of the platform.
import { fromBase64, toBase64, viewOf } from './shared/bytes.js';

export default () => ({
  base64ToArrayBuffer: { sync: true, run: ([text]) => fromBase64(text).buffer },
  arrayBufferToBase64: { sync: true, run: ([buffer]) => toBase64(viewOf(buffer) ?? new Uint8Array(0)) },
});
