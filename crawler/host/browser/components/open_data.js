/** `open-data`: what the platform shows of the user unseen by the program; always the anonymous look of today. */
import { inner, mirror, record } from './shared/element.js';

const SHOWN = {
  userNickName: '微信用户',
  userGender: '',
  userCity: '',
  userProvince: '',
  userCountry: '',
  userLanguage: 'zh_CN',
  groupName: '',
};

export default (host) => ({
  tag: 'open-data',
  properties: { type: String, openGid: String, lang: String, defaultText: String, defaultAvatar: String, list: null },
  observers: {
    'type, defaultText': function draw(type, text) {
      mirror(this, { type });
      this.drawn.textContent = SHOWN[type] || text || '';
      this.drawn.classList.toggle('wx-open-data-avatar', type === 'userAvatarUrl');
    },
  },
  lifetimes: {
    created() {
      this.drawn = inner(host, 'span', 'wx-open-data-drawn');
      this.$$.append(this.drawn);
    },
    attached() {
      record(host, this, 'component.open-data', { type: this.data.type });
    },
  },
});
