/** Advertising and official-account boxes: no advertisement is served here, as to a device without fill. */
import { emit, mirror, record, tellUnsupported } from './shared/element.js';

const NO_FILL = { errCode: 1004, errMsg: 'no advertisement' };

export default (host) => {
  const box = (tag, properties) => ({
    tag,
    properties,
    lifetimes: {
      attached() {
        mirror(this, { 'unit-id': this.data.unitId });
        record(host, this, `component.${tag}`, { unitId: this.data.unitId || '' });
        tellUnsupported(host, tag);
        host.clock.setTimeout(() => emit(host, this, 'error', tag === 'official-account' ? { status: 1 } : NO_FILL), 0);
      },
    },
  });
  const unit = { unitId: String, adType: String, adTheme: String, adIntervals: Number };
  return [box('ad', unit), box('ad-custom', unit), box('official-account', {}), box('official-account-publish', {})];
};
