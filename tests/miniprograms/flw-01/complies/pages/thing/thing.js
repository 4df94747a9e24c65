import { items, find } from '../../data/catalog';

Page({
  data: { one: null, visit: '', },
  onLoad({ id }) {
    this.setData({ one: find(items, id) });
  },
  onVisit({ detail }) {
    if (!detail.code) {
      this.setData({ visit: '您也可以直接到店看房' });
      return;
    }
    wx.request({ url: 'https://home.linli-flat.example/visit', method: 'POST', data: { phone: { code: detail.code } }, success: () => this.setData({ visit: '已预约' }) });
  },
  onShareAppMessage() { return { title: this.data.one.name }; },
});
