import { items, find } from '../../data/catalog';

Page({
  data: { one: null, },
  onLoad({ id }) {
    this.setData({ one: find(items, id) });
  },
  onTrial() { wx.navigateTo({ url: '/pages/trial/trial' }); },
  onShareAppMessage() { return { title: this.data.one.name }; },
});
