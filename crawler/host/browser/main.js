// Start of the program's page: take what is ours, put the platform together, then run the program.
import { connect } from './bridge.js';
import { createClock, installClock } from './clock.js';
import { createHost } from './host.js';
import { parts } from './index.js';
import { createModules } from './loader/modules.js';
import { real } from './primordials.js';
import { createQuiet } from './quiet.js';
import { createRecorder, lockStacks } from './recorder.js';
import { startProgram } from './runtime/program.js';
import { createTrusted } from './trust.js';
import { createRunner } from './trusted.js';

const holder = real.document.getElementById('mi-boot');
const boot = real.parse(holder.textContent);
holder.remove();

let host = null;
// Only the automation server's pages have this part.
if (boot.config.auto) parts.auto = [['auto/main.js', (await import('./auto/main.js')).default]];
const bridge = connect(boot, () => ({
  ms: host ? host.clock.total() : boot.config.clock?.before ?? 0,
  page: host && host.router ? host.router.path() : '',
}));
lockStacks();
const runner = createRunner();
const program = await (await real.fetch(boot.base + '__host/program.json')).json();
const clock = createClock(() => settle(), boot.config.clock);
host = createHost({ boot, bridge, clock, runner, program });
const quiet = createQuiet(host);
const settle = () => quiet.settle();
createTrusted(host);
installClock(clock);
const recorder = createRecorder(host);
host.recorder = recorder;
host.currentCall = recorder.current;
host.record = recorder.begin;
host.recordLoad = (kind, src) => {
  const call = recorder.begin('component.' + kind, { src });
  call.end(true, kind + ':ok');
  return call;
};
startProgram({ host, boot, bridge, runner, program, parts, recorder, quiet, createModules });
